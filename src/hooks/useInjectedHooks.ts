'use client';
// The one file where which hook is called comes from context. It is fixed when the provider mounts, so the order of hooks
// never changes; the React Compiler cannot know that, so each function here opts out.
/* oxlint-disable react/hooks -- which hook is called comes from context, on purpose and only here */
import type { Task, TaskBatchRetryResponse } from '../types/task.ts';
import {
  useTaskRetryConfig,
  type BatchRetryTasksVariables,
  type RetryMutation,
  type RetryTaskFromStageVariables,
} from './TaskRetryContext.ts';
import { useBatchRetryTasks, useRetryTaskFromStage } from './useTasks.ts';

/** The injected `useRetryTaskFromStage`, else the package's own. */
export function useStageMutation(): RetryMutation<RetryTaskFromStageVariables, Task> {
  'use no memo';
  const useInjected = useTaskRetryConfig().hooks?.useRetryTaskFromStage ?? useRetryTaskFromStage;
  return useInjected();
}

/** The injected `useBatchRetryTasks`, else the package's own. */
export function useBatchMutation(): RetryMutation<BatchRetryTasksVariables, TaskBatchRetryResponse> {
  'use no memo';
  const useInjected = useTaskRetryConfig().hooks?.useBatchRetryTasks ?? useBatchRetryTasks;
  return useInjected();
}
