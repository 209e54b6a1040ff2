// `task-retry-ui`: the main entry. What is not named here, in `views`, `client`, `messages/*` or `testing/*` is not promised.
// From the lowest folder to the highest: bundlers keep this order, and what is alike compresses best where it stands close.
export {
  attemptOf,
  classifyReason,
  countOutcomes,
  createTaskApi,
  earliestFailedStage,
  followUp,
  groupRows,
  ledgerCsv,
  ledgerOfAnswer,
  ledgerOfFailure,
  ledgerOfResponse,
  outcomeOfFailure,
  planRemainder,
  planRetry,
  retryTaskFromStage,
  retryTasksBatch,
  TaskApiError,
  toTaskApiError,
  whySkipStage,
  whySkipTask,
} from './client.ts';
export type {
  ClassifyReason,
  CreateTaskApiOptions,
  FollowUp,
  Halt,
  Ledger,
  LedgerGroup,
  LedgerNote,
  LedgerRow,
  Outcome,
  OutcomeKind,
  PlanRow,
  Reason,
  ReasonCode,
  RetryableStage,
  RetryableTask,
  RetryFailure,
  RetryLimits,
  RetryPlan,
  SkipReason,
  StageStatus,
  Task,
  TaskApi,
  TaskApiCallOptions,
  TaskApiErrorInit,
  TaskApiErrorKind,
  TaskApiFetch,
  TaskApiHeaders,
  TaskApiHeadersSource,
  TaskBatchRetryItem,
  TaskBatchRetryRequest,
  TaskBatchRetryResponse,
  TaskRetryFromStageRequest,
  TaskStage,
  TaskStatus,
  UnknownReason,
  Verdict,
} from './client.ts';
export type { StageOutcome, StageRetryState } from './retry/stageRetryState.ts';

export { useBatchRetryTasks, useRetryTaskFromStage } from './hooks/useTasks.ts';
export { TaskRetryProvider } from './hooks/TaskRetryProvider.tsx';
export type { TaskRetryProviderProps } from './hooks/TaskRetryProvider.tsx';
export type {
  BatchRetryTasksVariables,
  RetryMutation,
  RetryTaskFromStageVariables,
  TaskLinkProps,
  TaskRetryConfig,
  TaskRetryHooks,
} from './hooks/TaskRetryContext.ts';

export { BatchRetryDialog } from './components/BatchRetryDialog/BatchRetryDialog.tsx';
export type { BatchRetryDialogProps } from './components/BatchRetryDialog/BatchRetryDialog.tsx';
export { BatchRetryDialogView } from './components/BatchRetryDialog/BatchRetryDialogView.tsx';
export type { BatchRetryDialogViewProps } from './components/BatchRetryDialog/BatchRetryDialogView.tsx';
export { BatchRetryPanelView } from './components/BatchRetryDialog/BatchRetryPanelView.tsx';
export type {
  BatchRetryHandlers,
  BatchRetryPanelViewProps,
  BatchRetryStep,
} from './components/BatchRetryDialog/BatchRetryPanelView.tsx';
export { BatchRetryPanel } from './components/BatchRetryDialog/BatchRetryPanel.tsx';
export type { BatchRetryPanelProps } from './components/BatchRetryDialog/BatchRetryPanel.tsx';
export { BatchRetryResultList } from './components/BatchRetryResultList/BatchRetryResultList.tsx';
export type { BatchRetryResultListProps } from './components/BatchRetryResultList/BatchRetryResultList.tsx';
export { BatchRetryResultListView } from './components/BatchRetryResultList/BatchRetryResultListView.tsx';
export type { BatchRetryResultListViewProps } from './components/BatchRetryResultList/BatchRetryResultListView.tsx';
export { StageRetryButton } from './components/StageRetryButton/StageRetryButton.tsx';
export type { StageRetryButtonProps } from './components/StageRetryButton/StageRetryButton.tsx';
export { StageRetryButtonView } from './components/StageRetryButton/StageRetryButtonView.tsx';
export type { StageRetryButtonViewProps } from './components/StageRetryButton/StageRetryButtonView.tsx';

export { en } from './messages/en.ts';
export type { Message, MessageKey, Messages } from './messages/Messages.ts';
