import type { Wording } from '../../messages/wording.ts';
import type { PlanRow } from '../../retry/retryPlan.ts';

/** The left-out tasks in one line: how many, and how many of them for which reason. */
export function leftOutText(skip: readonly PlanRow[], { text, status }: Wording): string {
  const counts = new Map<string, { row: PlanRow; count: number }>();
  for (const row of skip) {
    const key = JSON.stringify([row.skip?.code, row.skip?.code === 'task-not-failed' ? row.skip.status : '']);
    counts.set(key, { row, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const reasons = [...counts.values()].map(({ row, count }) => {
    switch (row.skip?.code) {
      case 'task-not-failed':
      case 'stage-not-failed':
        return text('leftOutStatus', { count, status: status(row.skip.status) });
      case 'limit-reached':
        return text('leftOutLimit', { count });
      case 'invalid-id':
        return text('leftOutInvalidId', { count });
      case 'not-allowed':
      case undefined:
        return text('leftOutNotAllowed', { count });
    }
  });
  return text('leftOut', { count: skip.length, reasons: reasons.join(text('listSeparator')) });
}
