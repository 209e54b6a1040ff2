import type { Wording } from '../../messages/wording.ts';
import type { StageRetryState } from '../../retry/stageRetryState.ts';
import { failureRaw, failureText, refusedNotice, sentences, unknownTitle, unsentNotice, type Notice } from '../parts/notice.ts';

/** What became of the last retry of a stage, in words; `undefined` where there is nothing to tell. */
export function stageNotice(state: StageRetryState, stageName: string | undefined, wording: Wording): Notice | undefined {
  const { text, status, time } = wording;
  switch (state.kind) {
    case 'unavailable':
    case 'ready':
    case 'pending':
      return undefined;
    case 'submitted': {
      const values = { status: status(state.taskStatus) };
      const words =
        stageName === undefined ? text('stageSubmittedHere', values) : text('stageSubmitted', { ...values, stage: stageName });
      return {
        tone: 'submitted',
        icon: 'submitted',
        title: text('submitted'),
        text: sentences([words, state.confirmed ? text('confirmedByReading') : undefined], wording),
      };
    }
    case 'refused':
      return refusedNotice(state.reason, 'stage', wording);
    case 'unsent': {
      if ('failure' in state) return unsentNotice(state.failure, wording);
      const words = text('notTakenAt', { time: time(state.notTakenAt) });
      return { tone: 'neutral', icon: 'unsent', title: text('notTaken'), text: words };
    }
    case 'unknown':
      return {
        tone: 'unknown',
        icon: 'unknown',
        title: unknownTitle(state.failure, wording),
        text: sentences(
          [failureText(state.failure, wording), text(state.check === 'unreadable' ? 'checkUnreadable' : 'retryAnywayRisk')],
          wording,
        ),
        raw: failureRaw(state.failure),
      };
  }
}
