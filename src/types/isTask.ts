import { isRecord } from './isRecord.ts';
import type { Task } from './task.ts';

/**
 * Whether an answer is a task, and the one of this id where one is given, as far as the contract goes: an object with a
 * string `id` and a string `status`. Nothing else may be assumed, because answers are often partial (SPEC.md, section 6.1).
 */
export function isTask(value: unknown, id?: string): value is Task {
  if (!isRecord(value) || typeof value['id'] !== 'string' || typeof value['status'] !== 'string') return false;
  return id === undefined || value['id'] === id;
}
