import { isRecord } from './isRecord.ts';
import type { Task } from './task.ts';

/**
 * Whether an answer is a task as far as the contract goes: an object with a string `id` and a string `status`. Nothing
 * else may be assumed, because answers are often partial (SPEC.md, section 6.1).
 */
export function isTask(value: unknown): value is Task {
  return isRecord(value) && typeof value['id'] === 'string' && typeof value['status'] === 'string';
}
