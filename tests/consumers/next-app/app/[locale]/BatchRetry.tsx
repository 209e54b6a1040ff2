'use client';
import { useState } from 'react';
import { BatchRetryDialog, BatchRetryResultList, type Ledger, type Task } from 'task-retry-ui';

// A result with a time in it, which the server and the browser may write in different time zones.
const checked: Ledger = {
  rows: [{ id: 'task_93', outcome: { kind: 'unsent', notTakenAt: Date.UTC(2026, 10, 5, 23, 30) } }],
  notes: [],
};

export function BatchRetry({ tasks }: { tasks: Task[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        Retry the selection
      </button>
      <BatchRetryDialog tasks={tasks} open={open} onOpenChange={setOpen} />
      <BatchRetryResultList ledger={checked} id="checked" />
    </>
  );
}
