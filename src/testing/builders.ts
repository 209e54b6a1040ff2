import type { Task, TaskStage } from '../types/task.ts';

/** A failed stage that was retried once; set what matters to the case at hand. */
export function buildStage(overrides: Partial<TaskStage> = {}): TaskStage {
  return {
    id: 'stg_code',
    stage_name: 'Code',
    agent_role: 'coder',
    status: 'failed',
    retry_count: 1,
    error_message: 'pytest exited with 1: 3 failed, 118 passed',
    failure_category: 'tool_error',
    ...overrides,
  };
}

/** A failed task with a completed, a failed and a pending stage; set what matters to the case at hand. */
export function buildTask(overrides: Partial<Task> = {}): Task {
  return {
    id: 'task_1001',
    title: 'Migrate billing webhooks to v2',
    status: 'failed',
    created_at: '2026-11-02T08:30:00Z',
    total_tokens: 48_210,
    total_cost_rmb: 3.2,
    stages: [
      buildStage({ id: 'stg_plan', stage_name: 'Plan', status: 'completed', tokens_used: 48_210, retry_count: 0, error_message: null, failure_category: null }),
      buildStage(),
      buildStage({ id: 'stg_test', stage_name: 'Test', status: 'pending', retry_count: 0, error_message: null, failure_category: null }),
    ],
    ...overrides,
  };
}
