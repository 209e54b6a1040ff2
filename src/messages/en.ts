/** English. Sentence case, verbs first, numbers always; an error says what happened, what it means, what to do. */
export const en = {
  locale: 'en',

  // Statuses of tasks and stages, as they stand inside a sentence.
  statusPending: 'pending',
  statusPlanning: 'planning',
  statusRunning: 'running',
  statusCompleted: 'completed',
  statusFailed: 'failed',
  statusCancelled: 'cancelled',
  statusSkipped: 'skipped',

  // Actions
  retryFromStage: 'Retry from this stage',
  retrying: 'Retrying…',
  retryAnyway: 'Retry anyway',
  check: 'Check',
  checking: 'Checking…',
  cancel: 'Cancel',
  close: 'Close',
  planAgain: 'Plan again',
  showLastResult: 'Show last result',
  showAll: { one: 'Show all {count} character', other: 'Show all {count} characters' },
  showLess: 'Show less',
  retryTasks: { one: 'Retry {count} task', other: 'Retry {count} tasks' },

  // Attempts
  attempt: 'attempt {attempt}',
  attemptOf: 'attempt {attempt} of {limit}',
  lastAttempt: 'attempt {attempt} of {limit} · last one',
  attemptsUsed: '{used} of {limit} attempts used',

  // Why a task or stage is not offered
  taskNotFailed: 'The task is {status}; only a failed task can be retried.',
  stageNotFailed: 'This stage is {status}; only a failed stage can be retried.',
  limitReached: 'All {limit} attempts are used.',
  notAllowed: 'Retrying is not allowed here.',
  invalidId: 'The task has no usable id, so it cannot be retried.',

  // Outcomes: titles, and how a title stands before a sentence
  titleBefore: '{title}.',
  betweenSentences: ' ',
  submitted: 'Submitted',
  refused: 'Not retried',
  movedOn: 'Already moved on',
  unsent: 'Not sent',
  turnedAway: 'Not accepted',
  notTaken: 'Not taken',
  unknown: 'No answer',
  skipped: 'Left out',

  // Outcomes: what they mean
  stageSubmitted: 'The task is {status} and continues from {stage}.',
  stageSubmittedHere: 'The task is {status} and continues from this stage.',
  confirmedByReading: 'Confirmed by reading the task again.',
  stageMovedOn: 'The stage is no longer failed: someone may have retried it already.',
  taskMovedOn: 'The task is no longer failed: someone may have retried it already.',
  refusedLimit: 'Retry limit reached.',
  refusedNotFound: 'The platform does not know it any more.',
  refusedOther: 'The platform gave this reason:',
  refusedSilently: 'The platform gave no reason.',
  notTakenAt: 'The retry had not been taken as of {time}. You can retry now.',
  retryAnywayRisk: 'Check first: if the retry did arrive, retrying anyway may use one more attempt.',
  checkUnreadable: 'The task could not be read, so this is still open. Check again in a moment.',
  unknownMissing: 'The answer does not name this task, so it may or may not have been retried.',
  unknownContradicted: 'The answer says both yes and no, so it may or may not have been retried.',
  unknownMalformed: 'The answer for this task cannot be read, so it may or may not have been retried.',

  // Whole requests that failed, by kind of error
  failureBadInput: 'The request was not sent, so nothing was retried.',
  failureOffline: 'You are offline. Nothing was retried; try again when you are connected.',
  failureUnauthenticated: 'You are signed out. Nothing was retried; sign in, then try again.',
  failureForbidden: 'You may not do this. Nothing was retried; ask someone who may.',
  failureNotFound: 'The platform does not know it any more. Nothing was retried; reload the page.',
  failureInvalid: 'The platform could not accept the request. Nothing was retried.',
  failureTooLarge: 'The request is too large for the platform. Nothing was retried; choose fewer tasks.',
  failureRateLimited: 'Too many requests. Nothing was retried; try again in a moment.',
  failureRateLimitedFor: {
    one: 'Too many requests. Nothing was retried; try again in {count} second.',
    other: 'Too many requests. Nothing was retried; try again in {count} seconds.',
  },
  failureRefused: 'The platform refused the request.',
  failureUnknownOutcome: 'The retry may or may not have reached the platform.',
  failureUnreadable: 'The platform’s answer cannot be read: the retry may or may not have been taken.',

  // Batch: plan and run
  planDescription: 'Each task resumes from its earliest failed stage. Stages that completed are kept.',
  planEmpty: 'No task can be retried',
  planEmptyDescription: 'Only failed tasks can be retried. Nothing will be sent.',
  planNothingChosen: 'No task is chosen.',
  planList: 'Tasks to retry',
  leftOut: { one: '{count} left out: {reasons}', other: '{count} left out: {reasons}' },
  leftOutStatus: '{count} {status}',
  leftOutLimit: { one: '{count} at its retry limit', other: '{count} at their retry limit' },
  leftOutNotAllowed: '{count} not allowed',
  leftOutInvalidId: '{count} without a usable id',
  duplicates: {
    one: '{count} task was chosen more than once; it is sent once.',
    other: '{count} rows repeat a chosen task; each task is sent once.',
  },
  unknownAgain: {
    one: '{count} task had no answer last time. If that retry arrived, sending it again may use one more attempt.',
    other: '{count} tasks had no answer last time. If that retry arrived, sending them again may use one more attempt each.',
  },
  stageByPlatform: 'stage chosen by the platform',
  listSeparator: ', ',
  running: { one: 'Retrying {count} task', other: 'Retrying {count} tasks' },
  runningDescription: 'The request is on its way.',
  runningNote: 'You can close this; the retry goes on.',

  // Batch: result
  countSubmitted: '{count} submitted',
  countRefused: '{count} refused',
  countUnknown: '{count} unknown',
  countUnsent: '{count} unsent',
  countSkipped: '{count} left out',
  resultEmpty: 'No results',
  resultList: 'Results',
  submittedMeaning: 'Submitted means that the task was sent back to its failed stage, not that it has succeeded.',
  noteTotals: 'The platform’s totals do not add up. The counts here come from its list, task by task.',
  noteExtraItems: {
    one: 'The answer also names {count} task that was not sent.',
    other: 'The answer also names {count} tasks that were not sent.',
  },
  noteRepeatedItems: {
    one: 'The answer names {count} task again; it is counted once.',
    other: 'The answer repeats itself {count} times; each task is counted once.',
  },

  // Spoken only
  announceStart: 'Retrying {stage}.',
  announceStartHere: 'Retrying this stage.',
  announceBatchStart: { one: 'Retrying {count} task.', other: 'Retrying {count} tasks.' },
} as const;
