import { BatchRetryResultList, type Ledger, type Task } from '../../src/index.ts';

/** What became of the last batch, on the page of its tasks. `onSettled` of the dialog gives the ledger. */
export function LastBatch({ ledger, tasks }: { ledger: Ledger; tasks: readonly Task[] }) {
  return <BatchRetryResultList ledger={ledger} tasks={tasks} headingLevel={3} getTaskHref={(id) => `#/tasks/${id}`} />;
}
