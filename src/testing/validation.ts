import { isRecord } from '../types/isRecord.ts';

/** One entry of an answer 422, as FastAPI writes it. */
export interface ValidationError {
  loc: (string | number)[];
  msg: string;
  type: string;
}

/** The stage that `retry-from-stage` is about, or what is wrong with the body. */
export function readStageId(body: unknown, json: boolean): string | ValidationError[] {
  const value = field(body, json, 'stage_id');
  if (Array.isArray(value)) return value;
  return typeof value.given === 'string' ? value.given : [notText(['body', 'stage_id'])];
}

/** What is wrong with the body of `retry-batch`. */
export function taskIdsErrors(body: unknown, json: boolean): ValidationError[] {
  const value = field(body, json, 'task_ids');
  if (Array.isArray(value)) return value;
  if (!Array.isArray(value.given)) return [{ loc: ['body', 'task_ids'], msg: 'Input should be a valid list', type: 'list_type' }];
  return value.given.flatMap((id, index) => (typeof id === 'string' ? [] : [notText(['body', 'task_ids', index])]));
}

/** A whole number of the query, or what is wrong with it. */
export function pageNumber(query: URLSearchParams, name: string, initial: number, most: number): number | ValidationError {
  const text = query.get(name);
  if (text === null) return initial;
  const loc = ['query', name];
  if (!/^-?\d+$/.test(text)) return { loc, msg: 'Input should be a valid integer', type: 'int_parsing' };
  const value = Number(text);
  if (value < 1) return { loc, msg: 'Input should be greater than or equal to 1', type: 'greater_than_equal' };
  if (value > most) return { loc, msg: `Input should be less than or equal to ${most}`, type: 'less_than_equal' };
  return value;
}

function field(body: unknown, json: boolean, name: string): { given: unknown } | ValidationError[] {
  if (!json) return [{ loc: ['body', 0], msg: 'JSON decode error', type: 'json_invalid' }];
  if (body === undefined) return [{ loc: ['body'], msg: 'Field required', type: 'missing' }];
  if (!isRecord(body)) return [{ loc: ['body'], msg: 'Input should be a valid dictionary', type: 'dict_type' }];
  return Object.hasOwn(body, name) ? { given: body[name] } : [{ loc: ['body', name], msg: 'Field required', type: 'missing' }];
}

function notText(loc: (string | number)[]): ValidationError {
  return { loc, msg: 'Input should be a valid string', type: 'string_type' };
}
