'use client';
import {
  QueryClientContext,
  useMutation,
  type QueryClient,
  type UseMutationOptions,
  type UseMutationResult,
} from '@tanstack/react-query';
import { useContext } from 'react';
import type { ErrorOf } from '../retry/answered.ts';
import { retryTaskFromStage, retryTasksBatch } from '../services/taskApi.ts';
import type { Task, TaskBatchRetryResponse } from '../types/task.ts';
import { OUTCOME_OF_KIND, type TaskApiError } from '../types/TaskApiError.ts';
import { unknownError } from '../types/ownError.ts';
import {
  useTaskRetryConfig,
  type BatchRetryTasksVariables,
  type RetryTaskFromStageVariables,
} from './TaskRetryContext.ts';
import { required } from './useRetrySession.ts';

/**
 * The mutation behind `StageRetryButton`: one `POST /tasks/{id}/retry-from-stage` per `mutate({ id, req })` (SPEC.md,
 * sections 4 and 5.1). Whatever settles it in a way that shows the page to be stale (taken, refused, not found, or
 * unknown) invalidates `['task', id]`, `['tasks']` and `['cockpit']`, also after its component is gone.
 *
 * @throws Error where there is no QueryClient. The mutation itself fails with a `TaskApiError`.
 */
export function useRetryTaskFromStage(): UseMutationResult<Task, TaskApiError, RetryTaskFromStageVariables> {
  const { api = { retryTaskFromStage }, errorOf } = useTaskRetryConfig();
  const queryClient = required(useContext(QueryClientContext));
  return useMutation<Task, TaskApiError, RetryTaskFromStageVariables>(
    {
      ...SENT_ONCE,
      mutationFn: ({ id, req }) => api.retryTaskFromStage(id, req),
      onSettled: (_task, error, { id }) => {
        if (isStale(error, errorOf)) refreshTasks(queryClient, [id]);
      },
    },
    queryClient,
  );
}

/**
 * The mutation behind `BatchRetryDialog`: one `POST /tasks/retry-batch` per `mutate({ task_ids })` (SPEC.md, sections 4
 * and 5.2). What shows the page to be stale invalidates `['tasks']`, `['cockpit']` and `['task', id]` of the tasks sent.
 *
 * @throws Error where there is no QueryClient. The mutation itself fails with a `TaskApiError`.
 */
export function useBatchRetryTasks(): UseMutationResult<TaskBatchRetryResponse, TaskApiError, BatchRetryTasksVariables> {
  const { api = { retryTasksBatch }, errorOf } = useTaskRetryConfig();
  const queryClient = required(useContext(QueryClientContext));
  return useMutation<TaskBatchRetryResponse, TaskApiError, BatchRetryTasksVariables>(
    {
      ...SENT_ONCE,
      mutationFn: (req) => api.retryTasksBatch(req),
      onSettled: (_answer, error, { task_ids: ids }) => {
        if (!isStale(error, errorOf)) return;
        const held = holds.get(queryClient);
        if (held) held.push(ids);
        else refreshTasks(queryClient, ids);
      },
    },
    queryClient,
  );
}

/**
 * Stated in full against a team's own defaults: a retry that is sent again may retry twice, a paused one would be sent
 * at a time nobody chose, a scope would queue it behind others, and a thrown error would tear the page down.
 */
const SENT_ONCE = {
  retry: false,
  networkMode: 'always',
  throwOnError: false,
  scope: undefined,
} satisfies Partial<UseMutationOptions<unknown, TaskApiError, unknown>>;

/** The tasks that a run of several requests has touched so far: they are refreshed together, once at its end. */
const holds = new WeakMap<QueryClient, (readonly string[])[]>();

/** Puts off what batch requests refresh until the returned function is called, once. Without a QueryClient, nothing to do. */
export function useHoldRefresh(): () => () => void {
  const client = useContext(QueryClientContext);
  return () => {
    if (!client || holds.has(client)) return () => {};
    const held: (readonly string[])[] = [];
    holds.set(client, held);
    return () => {
      if (holds.get(client) !== held) return;
      holds.delete(client);
      if (held.length > 0) refreshTasks(client, held.flat());
    };
  };
}

/** What refreshes these tasks on the page where the package's own reading showed a change; without a QueryClient, nothing. */
export function useRefreshTasks(): (ids: readonly string[]) => void {
  const client = useContext(QueryClientContext);
  return (ids) => {
    if (client) refreshTasks(client, ids);
  };
}

/** Marks everything that shows these tasks as stale, in one pass however many they are. Not awaited by anything. */
function refreshTasks(queryClient: QueryClient, ids: readonly string[]): void {
  const touched = new Set<unknown>(ids);
  void queryClient.invalidateQueries({
    predicate: ({ queryKey: [root, id] }) => root === 'tasks' || root === 'cockpit' || (root === 'task' && touched.has(id)),
  });
}

/** Whether what the page shows is no longer so, or may not be. */
function isStale(error: unknown, errorOf: ErrorOf = unknownError): boolean {
  if (!error) return true;
  const { kind } = errorOf(error);
  return OUTCOME_OF_KIND[kind] !== 'unsent' || kind === 'not-found';
}
