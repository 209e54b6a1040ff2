import type { Wording } from '../../messages/wording.ts';
import type { StageRetryState } from '../../retry/stageRetryState.ts';
import { failureRaw, failureText, refusedNotice, sentences, type Notice } from '../parts/notice.ts';

/** What became of the last retry of a stage, in words; `undefined` where there is nothing to tell. */
export function stageNotice(state: StageRetryState, stageName: string | undefined, wording: Wording): Notice | undefined {
  const { text, status, time } = wording;
  switch (state.kind) {
    case 'unavailable':
    case 'ready':
    case 'pending':
      return undefined;
    case 'submitted': {
      const words = text('stageSubmitted', { status: status(state.taskStatus), stage: stageName ?? text('thisStage') });
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
      const title = text('unsent');
      if ('notTakenAt' in state) {
        return { tone: 'neutral', icon: 'unsent', title, text: text('notTaken', { time: time(state.notTakenAt) }) };
      }
      return { tone: 'neutral', icon: 'unsent', title, text: failureText(state.failure, wording), raw: failureRaw(state.failure) };
    }
    case 'unknown':
      return {
        tone: 'unknown',
        icon: 'unknown',
        title: text('unknown'),
        text: sentences(
          [failureText(state.failure, wording), text(state.check === 'unreadable' ? 'checkUnreadable' : 'retryAnywayRisk')],
          wording,
        ),
        raw: failureRaw(state.failure),
      };
  }
}
