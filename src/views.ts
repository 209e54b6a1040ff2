// `task-retry-ui/views`: the components as functions of their props. Imports no query library.
export { BatchRetryDialogView } from './components/BatchRetryDialog/BatchRetryDialogView.tsx';
export type { BatchRetryDialogViewProps } from './components/BatchRetryDialog/BatchRetryDialogView.tsx';
export { BatchRetryPanelView } from './components/BatchRetryDialog/BatchRetryPanelView.tsx';
export type {
  BatchRetryHandlers,
  BatchRetryPanelViewProps,
  BatchRetryStep,
} from './components/BatchRetryDialog/BatchRetryPanelView.tsx';
export { BatchRetryResultListView } from './components/BatchRetryResultList/BatchRetryResultListView.tsx';
export type { BatchRetryResultListViewProps } from './components/BatchRetryResultList/BatchRetryResultListView.tsx';
export { StageRetryButtonView } from './components/StageRetryButton/StageRetryButtonView.tsx';
export type { StageRetryButtonViewProps } from './components/StageRetryButton/StageRetryButtonView.tsx';
export type { StageOutcome, StageRetryState } from './retry/stageRetryState.ts';
export type { TaskLinkProps, TaskRetryConfig } from './hooks/TaskRetryContext.ts';
export { TaskRetryProvider } from './hooks/TaskRetryProvider.tsx';
export type { TaskRetryProviderProps } from './hooks/TaskRetryProvider.tsx';
export { en } from './messages/en.ts';
export type { Message, MessageKey, Messages } from './messages/Messages.ts';
