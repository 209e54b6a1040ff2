// What teams' code relies on, as types: `npm run types` fails where one of these no longer holds.
import type { ReactElement } from 'react';
import type { UseMutationResult } from '@tanstack/react-query';
import { expectTypeOf, test } from 'vitest';
import {
  createTaskApi,
  retryTaskFromStage,
  retryTasksBatch,
  type BatchRetryDialogProps,
  type BatchRetryResultListProps,
  type BatchRetryTasksVariables,
  type ClassifyReason,
  type Ledger,
  type OutcomeKind,
  type RetryMutation,
  type RetryTaskFromStageVariables,
  type StageRetryButtonProps,
  type StageRetryState,
  type Task,
  type TaskApi,
  type TaskApiError,
  type TaskBatchRetryRequest,
  type TaskBatchRetryResponse,
  type TaskRetryConfig,
  type TaskRetryFromStageRequest,
  type useBatchRetryTasks,
  type useRetryTaskFromStage,
} from '../../src/index.ts';

test('a rule for what may be retried may ask for the rows that the page has', () => {
  interface Row {
    id: string;
    status: string;
    lockedBy: string | null;
  }
  const limits: TaskRetryConfig = { canRetry: ({ lockedBy }: Row) => lockedBy === null || 'Locked' };
  expectTypeOf<(task: Task) => true | string>().toExtend<NonNullable<TaskRetryConfig['canRetry']>>();
  expectTypeOf<(task: Task) => boolean>().not.toExtend<NonNullable<TaskRetryConfig['canRetry']>>();
  expectTypeOf<(task: Date) => true>().not.toExtend<NonNullable<TaskRetryConfig['canRetry']>>();
  expectTypeOf(limits.canRetry).not.toBeAny();
});

test('the functions and hooks of SPEC.md, sections 3 and 4', () => {
  expectTypeOf(retryTaskFromStage).parameter(0).toEqualTypeOf<string>();
  expectTypeOf(retryTaskFromStage).parameter(1).toEqualTypeOf<TaskRetryFromStageRequest>();
  expectTypeOf(retryTaskFromStage).returns.resolves.toEqualTypeOf<Task>();
  expectTypeOf(retryTasksBatch).parameter(0).toEqualTypeOf<TaskBatchRetryRequest>();
  expectTypeOf(retryTasksBatch).returns.resolves.toEqualTypeOf<TaskBatchRetryResponse>();
  expectTypeOf<ReturnType<typeof useRetryTaskFromStage>>().toEqualTypeOf<
    UseMutationResult<Task, TaskApiError, RetryTaskFromStageVariables>
  >();
  expectTypeOf<ReturnType<typeof useBatchRetryTasks>>().toEqualTypeOf<
    UseMutationResult<TaskBatchRetryResponse, TaskApiError, BatchRetryTasksVariables>
  >();
});

test('what TanStack returns can be injected, and so can an object with one method', () => {
  expectTypeOf<ReturnType<typeof useRetryTaskFromStage>>().toExtend<RetryMutation<RetryTaskFromStageVariables, Task>>();
  expectTypeOf<{ mutateAsync: (req: TaskBatchRetryRequest) => Promise<TaskBatchRetryResponse> }>().toExtend<
    RetryMutation<BatchRetryTasksVariables, TaskBatchRetryResponse>
  >();
  expectTypeOf(createTaskApi()).toEqualTypeOf<TaskApi>();
});

test('what a component needs, and nothing else', () => {
  expectTypeOf<Pick<StageRetryButtonProps, 'task' | 'stage'>>().toExtend<StageRetryButtonProps>();
  expectTypeOf<Pick<StageRetryButtonProps, 'task'>>().not.toExtend<StageRetryButtonProps>();
  expectTypeOf<Pick<BatchRetryDialogProps, 'tasks' | 'open'>>().toExtend<BatchRetryDialogProps>();
  expectTypeOf<{ id: 'task_1'; status: 'failed' }>().toExtend<StageRetryButtonProps['task']>();
  expectTypeOf<{ ledger: Ledger; response: TaskBatchRetryResponse }>().not.toExtend<BatchRetryResultListProps>();
  expectTypeOf<NonNullable<TaskRetryConfig['renderLink']>>().toBeCallableWith({
    href: '/tasks/1',
    className: '',
    children: null,
    'data-part': 'link',
    dir: 'auto',
  });
  expectTypeOf<ReactElement>().toExtend<ReturnType<NonNullable<TaskRetryConfig['renderLink']>>>();
});

test('states, outcomes and codes that a team may compare with', () => {
  expectTypeOf<StageRetryState['kind']>().toEqualTypeOf<
    'unavailable' | 'ready' | 'pending' | 'submitted' | 'refused' | 'unsent' | 'unknown'
  >();
  expectTypeOf<OutcomeKind>().toEqualTypeOf<'submitted' | 'refused' | 'skipped' | 'unsent' | 'unknown'>();
  expectTypeOf<TaskApiError['kind']>().toExtend<string>();
  // A code of a team's own is as good as one of the package.
  expectTypeOf<(text: string) => { code: 'quota'; verdict: 'may-pass' }>().toExtend<ClassifyReason>();
});
