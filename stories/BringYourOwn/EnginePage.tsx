import { useState } from 'react';
import { BatchRetryDialog, TaskRetryProvider, type RetryableTask, type TaskRetryHooks } from '../../src/index.ts';

interface EnginePageProps {
  hooks: TaskRetryHooks;
  tasks: readonly RetryableTask[];
}

/** The dialog is the same. One job takes the whole selection, so a request has no end that a person would wait for. */
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
