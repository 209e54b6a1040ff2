import { useState } from 'react';
import { BatchRetryDialog, TaskRetryProvider } from '../../src/index.ts';
import type { RetryableTask, TaskRetryHooks } from '../../src/index.ts';

interface EnginePageProps {
  hooks: TaskRetryHooks;
  tasks: readonly RetryableTask[];
}

/** The dialog is the same. One job takes the whole selection, however large. */
export function EnginePage({ hooks, tasks }: EnginePageProps) {
  const [open, setOpen] = useState(false);
  return (
    <TaskRetryProvider hooks={hooks} chunkSize={Infinity}>
      <button type="button" className="host-button" onClick={() => setOpen(true)}>
        Retry selected ({tasks.length})
      </button>
      <BatchRetryDialog tasks={tasks} open={open} onOpenChange={setOpen} />
    </TaskRetryProvider>
  );
}
