import type { UseMutationResult } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { expectTypeOf, test } from 'vitest';
import type { BatchRetryDialogProps } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import type { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import type { StageRetryButtonProps } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import type {
  BatchRetryTasksVariables,
  RetryMutation,
  RetryTaskFromStageVariables,
  TaskRetryHooks,
} from '../../src/hooks/TaskRetryContext.ts';
import type { useBatchRetryTasks, useRetryTaskFromStage } from '../../src/hooks/useTasks.ts';
import type {
  Task,
  TaskBatchRetryRequest,
  TaskBatchRetryResponse,
  TaskRetryFromStageRequest,
} from '../../src/types/task.ts';
import type { TaskApiError } from '../../src/types/TaskApiError.ts';

// What these promise is checked by the compiler; run, they only show that nothing of it needs a browser.

type StageVariables = { id: string; req: TaskRetryFromStageRequest };

/** What `useSWRMutation` of SWR 2 returns, as far as it matters here. */
interface SwrMutation<Data, Argument> {
  trigger: (argument: Argument, options?: { throwOnError?: boolean }) => Promise<Data>;
  isMutating: boolean;
}

test('the hooks have the variables, answers and errors of the spec', () => {
  expectTypeOf<ReturnType<typeof useRetryTaskFromStage>>().toEqualTypeOf<
    UseMutationResult<Task, TaskApiError, StageVariables>
  >();
  expectTypeOf<ReturnType<typeof useBatchRetryTasks>>().toEqualTypeOf<
    UseMutationResult<TaskBatchRetryResponse, TaskApiError, TaskBatchRetryRequest>
  >();
  expectTypeOf<RetryTaskFromStageVariables>().toEqualTypeOf<StageVariables>();
  expectTypeOf<BatchRetryTasksVariables>().toEqualTypeOf<{ task_ids: string[] }>();
  expectTypeOf<typeof useRetryTaskFromStage>().parameters.toEqualTypeOf<[]>();
});

test('a TanStack mutation can be injected as it is, whatever error and context it has', () => {
  type Stage = NonNullable<ReturnType<NonNullable<TaskRetryHooks['useRetryTaskFromStage']>>>;
  type Batch = NonNullable<ReturnType<NonNullable<TaskRetryHooks['useBatchRetryTasks']>>>;
  expectTypeOf<UseMutationResult<Task, Error, StageVariables>>().toExtend<Stage>();
  expectTypeOf<UseMutationResult<Task, TaskApiError, StageVariables, { before: Task }>>().toExtend<Stage>();
  expectTypeOf<UseMutationResult<TaskBatchRetryResponse, Error, { task_ids: string[] }>>().toExtend<Batch>();
  expectTypeOf<typeof useRetryTaskFromStage>().toExtend<NonNullable<TaskRetryHooks['useRetryTaskFromStage']>>();
  expectTypeOf<typeof useBatchRetryTasks>().toExtend<NonNullable<TaskRetryHooks['useBatchRetryTasks']>>();
});

test('a mutation with other variables or another answer cannot be injected', () => {
  type Stage = RetryMutation<RetryTaskFromStageVariables, Task>;
  expectTypeOf<UseMutationResult<Task, Error, string>>().not.toExtend<Stage>();
  expectTypeOf<UseMutationResult<undefined, Error, StageVariables>>().not.toExtend<Stage>();
  expectTypeOf<{ mutate: (variables: StageVariables) => void }>().not.toExtend<Stage>();
});

test('an SWR mutation can be injected in one line', () => {
  const wrap = (swr: SwrMutation<Task, StageVariables>) => ({ ...swr, mutateAsync: swr.trigger });
  expectTypeOf(wrap).returns.toExtend<RetryMutation<RetryTaskFromStageVariables, Task>>();
  expectTypeOf<TaskRetryHooks>().toExtend<{ useRetryTaskFromStage?: unknown; useBatchRetryTasks?: unknown }>();
  expectTypeOf<{ useBatchRetryTasks?: undefined }>().toExtend<TaskRetryHooks>();
});

test('components take rows as tables have them: partial, readonly, with nulls, with statuses of their own', () => {
  type Row = Readonly<{ id: string; status: string; title: string | null; stages: null; owner: { name: string } }>;
  expectTypeOf<Task>().toExtend<StageRetryButtonProps['task']>();
  expectTypeOf<NonNullable<Task['stages']>[number]>().toExtend<StageRetryButtonProps['stage']>();
  expectTypeOf<{ id: string; status: string }>().toExtend<StageRetryButtonProps['task']>();
  expectTypeOf<Row>().toExtend<StageRetryButtonProps['task']>();
  expectTypeOf<Readonly<{ id: string; status: 'hibernating'; stage_name: null; retry_count: null }>>().toExtend<
    StageRetryButtonProps['stage']
  >();
  expectTypeOf<readonly Row[]>().toExtend<BatchRetryDialogProps['tasks']>();
  expectTypeOf<readonly Task[]>().toExtend<BatchRetryDialogProps['tasks']>();
  expectTypeOf<{ id: string }>().not.toExtend<StageRetryButtonProps['task']>();
  expectTypeOf<{ id: number; status: string }>().not.toExtend<StageRetryButtonProps['task']>();
});

test('a list takes a ledger or a raw answer, and not both or neither', () => {
  type Props = ComponentProps<typeof BatchRetryResultList>;
  type Ledger = NonNullable<Props['ledger']>;
  expectTypeOf<{ ledger: Ledger }>().toExtend<Props>();
  expectTypeOf<{ response: TaskBatchRetryResponse; tasks: readonly Task[] }>().toExtend<Props>();
  expectTypeOf<{ ledger: Ledger; response: TaskBatchRetryResponse }>().not.toExtend<Props>();
  expectTypeOf<{ tasks: readonly Task[] }>().not.toExtend<Props>();
});
