import type { Task, TaskStage } from '../types/task.ts';

/** A stage with all that the platform always sends. */
export interface PlatformStage extends TaskStage {
  task_id: string;
  stage_name: string;
  agent_role: string;
  tokens_used: number;
  turns_used: number;
  self_fix_count: number;
  retry_count: number;
}

/** A task with all that the platform always sends. */
export interface PlatformTask extends Task {
  title: string;
  stages: PlatformStage[];
  created_at: string;
  total_tokens: number;
  total_cost_rmb: number;
}

const CNY_PER_TOKEN = 66.4e-6;

/** A copy, in which what the platform always sends is never absent. */
export function completeTask(task: Task): PlatformTask {
  const { id, title = id, created_at = '2026-11-02T08:30:00.000Z', total_tokens = 0, total_cost_rmb = 0 } = task;
  const stages = (task.stages ?? []).map((stage) => completeStage(stage, id));
  return { ...task, title, created_at, total_tokens, total_cost_rmb, stages };
}

function completeStage(stage: TaskStage, taskId: string): PlatformStage {
  const { stage_name = stage.id, agent_role = 'agent', tokens_used = 0, turns_used = 0, self_fix_count = 0, retry_count = 0 } = stage;
  return { ...stage, task_id: taskId, stage_name, agent_role, tokens_used, turns_used, self_fix_count, retry_count };
}

/** The totals of a task, counted over its completed stages. */
export function totalsOf(stages: readonly PlatformStage[]): { total_tokens: number; total_cost_rmb: number } {
  const total = stages.filter(({ status }) => status === 'completed').reduce((sum, stage) => sum + stage.tokens_used, 0);
  return { total_tokens: total, total_cost_rmb: Math.round(total * CNY_PER_TOKEN * 100) / 100 };
}

/** The stage as it is when it is sent back: what the last attempt left is cleared, and the attempt is counted. */
export function resetStage(stage: PlatformStage): PlatformStage {
  return {
    ...stage,
    status: 'pending',
    retry_count: stage.retry_count + 1,
    error_message: null,
    failure_category: null,
    started_at: null,
    completed_at: null,
    duration_seconds: null,
    tokens_used: 0,
    output_summary: null,
    output_structured: null,
  };
}
