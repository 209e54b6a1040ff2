/**
 * The wire contract of the platform, word for word (SPEC.md, section 2 and "What the platform does").
 * Only `id` and `status` may be relied on when an answer is read: answers in the wild are often partial, the spec's own
 * examples among them. So every other field is optional here, also those that the platform promises to send.
 */

/** Keeps the known words in completion while any other text stays allowed: both status sets may grow. */
type Open<Known extends string> = Known | (string & Record<never, never>);

/** Status of a task. A status that is not listed is shown as it is and never counts as failed. */
export type TaskStatus = Open<'pending' | 'planning' | 'running' | 'completed' | 'failed' | 'cancelled'>;

/** Status of a stage: those of a task, and `skipped`. */
export type StageStatus = Open<
  'pending' | 'planning' | 'running' | 'completed' | 'failed' | 'cancelled' | 'skipped'
>;

/** One step of a task, run by one agent role. Times are ISO 8601, durations seconds. */
export interface TaskStage {
  id: string;
  status: StageStatus;
  task_id?: string;
  stage_name?: string;
  agent_role?: string;
  tokens_used?: number;
  turns_used?: number;
  self_fix_count?: number;
  /** How often this stage was retried so far; the next retry is attempt `retry_count + 1`. */
  retry_count?: number;
  started_at?: string | null;
  completed_at?: string | null;
  duration_seconds?: number | null;
  output_summary?: string | null;
  error_message?: string | null;
  output_structured?: unknown;
  failure_category?: string | null;
  self_assessment_score?: number | null;
}

/** One run of a pipeline template: a status and its stages in template order. Times are ISO 8601, cost is CNY. */
export interface Task {
  id: string;
  status: TaskStatus;
  title?: string;
  /** In template order: "earliest failed" means the first failed one of this list. */
  stages?: TaskStage[];
  created_at?: string;
  total_tokens?: number;
  total_cost_rmb?: number;
  description?: string | null;
  completed_at?: string | null;
  branch_name?: string | null;
  pr_url?: string | null;
  template_id?: string | null;
  template_name?: string | null;
  project_id?: string | null;
  project_name?: string | null;
  target_branch?: string | null;
  jira_id?: string | null;
  yunxiao_task_id?: string | null;
}

/** Body of `POST /api/v1/tasks/{id}/retry-from-stage` (spec 1.1, 2). */
export interface TaskRetryFromStageRequest {
  stage_id: string;
}

/** Body of `POST /api/v1/tasks/retry-batch` (spec 1.2, 2). */
export interface TaskBatchRetryRequest {
  task_ids: string[];
}

/** What became of one task of a batch. `success` means resubmitted from its failed stage, not finished (spec 6.3). */
export interface TaskBatchRetryItem {
  task_id: string;
  success: boolean;
  reason?: string | null;
  task?: Task | null;
}

/** Answer of `POST /api/v1/tasks/retry-batch` (spec 2). The totals are the platform's; we count the items ourselves. */
export interface TaskBatchRetryResponse {
  total: number;
  succeeded: number;
  failed: number;
  items: TaskBatchRetryItem[];
}
