import { useState } from 'react';
import { BatchRetryDialog, type Task } from '../../src/index.ts';

/** A table's button for what is selected in it, whatever its status: the dialog says what it leaves out. */
export function RetrySelected({ selection }: { selection: readonly Task[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="host-button" onClick={() => setOpen(true)}>
        Retry selected ({selection.length})
      </button>
      <BatchRetryDialog tasks={selection} open={open} onOpenChange={setOpen} getTaskHref={(id) => `#/tasks/${id}`} />
    </>
  );
}
