import type { Wording } from '../../messages/wording.ts';
import type { SkipReason } from '../../retry/eligibility.ts';
import type { PlanRow } from '../../retry/retryPlan.ts';

/** The left-out tasks in one line: how many, and how many of them for which reason. */
export function leftOutText(skip: readonly PlanRow[], { text, status }: Wording): string {
  const counts = new Map<string, { reason: SkipReason; count: number }>();
  for (const { skip: reason } of skip) {
    if (!reason) continue;
    const key = JSON.stringify([reason.code, reason.code === 'task-not-failed' && reason.status]);
    counts.set(key, { reason, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const reasons = [...counts.values()].map(({ reason, count }) =>
    text(`leftOut.${reason.code}`, { count, status: 'status' in reason ? status(reason.status) : '' }),
  );
  return text('leftOut', { count: skip.length, reasons: reasons.join(text('listSeparator')) });
}
