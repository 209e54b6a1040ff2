import type { Task } from './task.ts';

/**
 * Whether an answer is a task as far as the contract goes: an object with a string `id` and a string `status`. Nothing
 * else may be assumed, because answers are often partial (SPEC.md, section 6.1).
 */
export function isTask(value: unknown): value is Task {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { id, status } = value as Partial<Record<keyof Task, unknown>>;
  return typeof id === 'string' && typeof status === 'string';
}
