import type { Task } from '../types/task.ts';
import { between, draw, pick } from './draw.ts';
import { FAILURES } from './failures.ts';
import { totalsOf, type PlatformStage, type PlatformTask } from './platformTask.ts';

/** Which tasks to make. */
export interface BuildTasksOptions {
  /** How many. */
  count: number;
  /** Which share of them is failed, from 0 to 1. Default: 0.3. */
  failedShare?: number | undefined;
  /** The same seed gives the same tasks. Default: 1. */
  seed?: number | undefined;
  /** When the newest was created, in ms since 1970. Default: 2 November 2026, 08:30 UTC. */
  newestAt?: number | undefined;
}

interface Template {
  readonly name: string;
  readonly stages: readonly string[];
}

const WORK = ['Migrate', 'Rewrite', 'Add tests for', 'Speed up', 'Fix a race in', 'Document', 'Upgrade', 'Split', 'Add rate limits to', '重构'] as const;
const THINGS = [
  'the billing webhooks',
  'the public API',
  'the checkout e2e suite',
  'the user service schema',
  'the signing keys',
  'the search cluster',
  'the invoice archive',
  'the order events',
  'the permission cache',
  'the notification templates and their translations into all supported languages',
  '支付网关',
  '报表导出',
] as const;
const PROJECTS = ['Storefront', 'Payments', 'Identity', 'Data platform', '运营平台'] as const;
const TEMPLATES: readonly [Template, ...Template[]] = [
  { name: 'Feature', stages: ['Plan', 'Code', 'Test', 'Review'] },
  { name: 'Hotfix', stages: ['Code', 'Test', 'Deploy'] },
  { name: 'Full delivery', stages: ['Plan', 'Design', 'Code', 'Test', 'Review', 'Deploy'] },
];
const ROLES: Readonly<Record<string, string>> = {
  Plan: 'planner',
  Design: 'architect',
  Code: 'coder',
  Test: 'tester',
  Review: 'reviewer',
  Deploy: 'releaser',
};

/**
 * Many tasks as a platform has them, newest first, all alike only where they have the same seed: titles in two languages,
 * three templates, every status, stages that have used up 5 retries, tasks with two failed stages.
 */
export function buildTasks({ count, failedShare = 0.3, seed = 1, newestAt = Date.UTC(2026, 10, 2, 8, 30) }: BuildTasksOptions): Task[] {
  let createdAt = newestAt;
  return Array.from({ length: count }, (_, index) => {
    const chance = (...what: readonly (string | number)[]): number => draw(seed, index, ...what);
    if (index > 0) createdAt -= between(1, 15, chance('gap')) * 60_000;
    return taskOf(`task_${String(index + 1).padStart(5, '0')}`, createdAt, failedShare, chance);
  });
}

type Chance = (...what: readonly (string | number)[]) => number;

function taskOf(id: string, createdAt: number, failedShare: number, chance: Chance): PlatformTask {
  const template = pick(TEMPLATES, chance('template'));
  const project = pick(PROJECTS, chance('project'));
  const status = statusOf(chance('failed') < failedShare, chance('status'));
  // The stage at which the task stands; a planning one has none yet.
  const at = status === 'completed' ? template.stages.length : status === 'planning' ? 0 : between(0, template.stages.length - 1, chance('at'));
  let clock = createdAt;
  const stages = template.stages.map((name, index): PlatformStage => {
    const own: Chance = (what) => chance(what, index);
    const stage = stageOf(id, name, index, own);
    if (index > at) return status === 'failed' && own('second') < 0.05 ? failedStage(stage, own) : stage;
    const started = clock;
    if (index === at) return standing(stage, status, started, own);
    clock += between(20, 900, own('seconds')) * 1000;
    return completedStage(stage, started, clock, own);
  });
  return {
    id,
    title: `${pick(WORK, chance('work'))} ${pick(THINGS, chance('thing'))}`,
    status,
    created_at: new Date(createdAt).toISOString(),
    completed_at: status === 'completed' || status === 'failed' ? new Date(clock).toISOString() : null,
    ...totalsOf(stages),
    template_name: template.name,
    project_name: project,
    branch_name: `task/${id.slice(5)}`,
    target_branch: 'main',
    stages,
  };
}

function statusOf(failed: boolean, chance: number): string {
  if (failed) return 'failed';
  if (chance < 0.78) return 'completed';
  if (chance < 0.88) return 'running';
  if (chance < 0.93) return 'pending';
  return chance < 0.95 ? 'planning' : 'cancelled';
}

function stageOf(taskId: string, name: string, index: number, chance: Chance): PlatformStage {
  return {
    id: `${taskId}_${index + 1}`,
    task_id: taskId,
    stage_name: name,
    agent_role: ROLES[name] ?? 'agent',
    status: 'pending',
    tokens_used: 0,
    turns_used: 0,
    self_fix_count: between(0, 3, chance('fixes')),
    retry_count: 0,
  };
}

function completedStage(stage: PlatformStage, from: number, to: number, chance: Chance): PlatformStage {
  return {
    ...stage,
    status: 'completed',
    tokens_used: between(800, 24_000, chance('tokens')),
    turns_used: between(2, 30, chance('turns')),
    started_at: new Date(from).toISOString(),
    completed_at: new Date(to).toISOString(),
    duration_seconds: (to - from) / 1000,
    output_summary: `${stage.stage_name}: ${between(1, 24, chance('files'))} files changed, all checks passed`,
    self_assessment_score: between(70, 99, chance('score')) / 100,
  };
}

/** The stage at which a task of this status stands. */
function standing(stage: PlatformStage, status: string, from: number, chance: Chance): PlatformStage {
  const started_at = new Date(from).toISOString();
  if (status === 'failed') return { ...failedStage(stage, chance), started_at };
  if (status === 'running') return { ...stage, status, started_at };
  return { ...stage, status: status === 'planning' ? 'pending' : status };
}

function failedStage(stage: PlatformStage, chance: Chance): PlatformStage {
  // Most were never retried, some have used up their retries.
  const retried = chance('retried');
  return {
    ...stage,
    status: 'failed',
    retry_count: retried < 0.6 ? 0 : retried < 0.95 ? between(1, 4, chance('retries')) : 5,
    tokens_used: between(200, 9000, chance('tokens')),
    ...pick(FAILURES, chance('error')),
  };
}
