import type { Wording } from '../../messages/wording.ts';
import { isUnderWay, type StageRetryState } from '../../retry/stageRetryState.ts';
import { failureNotice, notTakenNotice, refusedNotice, sentences, type Notice } from '../parts/notice.ts';

/** What became of the last retry of a stage, in words; `undefined` where there is nothing to tell. */
export function stageNotice(state: StageRetryState, stageName: string | undefined, wording: Wording): Notice | undefined {
  const { text, status } = wording;
  switch (state.kind) {
    case 'unavailable':
    case 'ready':
    case 'pending':
      return undefined;
    case 'submitted': {
      const values = { status: status(state.taskStatus), stage: stageName ?? text('thisStage') };
      // A reading may come so late that the task has ended again, and then nothing continues.
      const words = [isUnderWay(state.taskStatus) && text('stageSubmitted', values), state.confirmed && text('confirmedByReading')];
      return { tone: 'submitted', icon: 'submitted', title: text('submitted'), text: sentences(words, wording) };
    }
    case 'refused':
      return refusedNotice(state.reason, wording);
    case 'unsent':
      return 'failure' in state ? failureNotice(state.failure, wording) : notTakenNotice(state.notTakenAt, wording);
    case 'unknown': {
      const notice = failureNotice(state.failure, wording);
      const advice = text(state.check === 'unreadable' ? 'checkUnreadable' : 'retryAnywayRisk');
      return { ...notice, text: sentences([notice.text, advice], wording) };
    }
  }
}
