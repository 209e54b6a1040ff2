// `task-retry-ui/client`: types, services and decisions, without React.
export { createTaskApi, retryTaskFromStage, retryTasksBatch } from './services/taskApi.ts';
export type { CreateTaskApiOptions, TaskApi, TaskApiCallOptions } from './services/taskApi.ts';
export type { TaskApiFetch } from './services/transport.ts';
export type { TaskApiHeaders, TaskApiHeadersSource } from './services/requestHeaders.ts';
export { TaskApiError } from './types/TaskApiError.ts';
export type { TaskApiErrorInit, TaskApiErrorKind } from './types/TaskApiError.ts';
export { toTaskApiError } from './types/toTaskApiError.ts';
export type {
  StageStatus,
  Task,
  TaskBatchRetryItem,
  TaskBatchRetryRequest,
  TaskBatchRetryResponse,
  TaskRetryFromStageRequest,
  TaskStage,
  TaskStatus,
} from './types/task.ts';
export { attemptOf, earliestFailedStage, whySkipStage, whySkipTask } from './retry/eligibility.ts';
export type { RetryLimits, RetryableStage, RetryableTask, SkipReason } from './retry/eligibility.ts';
export { countOutcomes, ledgerOfAnswer, ledgerOfFailure, ledgerOfResponse } from './retry/ledger.ts';
export type { Ledger, LedgerNote, LedgerRow } from './retry/ledger.ts';
export { followUp } from './retry/followUp.ts';
export type { FollowUp } from './retry/followUp.ts';
export { groupRows } from './retry/groupRows.ts';
export type { LedgerGroup } from './retry/groupRows.ts';
export { ledgerCsv } from './retry/ledgerCsv.ts';
export { outcomeOfFailure } from './retry/outcome.ts';
export type { Halt, Outcome, OutcomeKind, RetryFailure, UnknownReason } from './retry/outcome.ts';
export { classifyReason } from './retry/reasons.ts';
export type { ClassifyReason, Reason, ReasonCode, Verdict } from './retry/reasons.ts';
export { planRemainder } from './retry/remainder.ts';
export { planRetry } from './retry/retryPlan.ts';
export type { PlanRow, RetryPlan } from './retry/retryPlan.ts';
