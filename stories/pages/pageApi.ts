import { createTaskApi, type Task, type TaskApi } from '../../src/index.ts';

/** One page of the table. */
export interface Rows {
  items: Task[];
  /** How many tasks there are on all pages. */
  total: number;
}

export interface CockpitTotals {
  total: number;
  by_status: Record<string, number>;
  total_tokens: number;
  total_cost_rmb: number;
}

export interface RowsAsked {
  /** `undefined`: tasks of every status. */
  status: string | undefined;
  /** From 1. */
  page: number;
}

/** What the pages read by themselves, and the client with which the package retries. */
export interface PageApi {
  retries: TaskApi;
  readTask: (id: string, signal: AbortSignal) => Promise<Task>;
  readRows: (asked: RowsAsked, signal: AbortSignal) => Promise<Rows>;
  readCockpit: (signal: AbortSignal) => Promise<CockpitTotals>;
}

export const PAGE_SIZE = 10;

/** The product's client: one base URL and one `fetch` for its own queries and for the package. */
export function createPageApi({ baseUrl, fetch }: { baseUrl: string; fetch: typeof globalThis.fetch }): PageApi {
  const retries = createTaskApi({ baseUrl, fetch });
  const read = async <Answer>(path: string, signal: AbortSignal): Promise<Answer> => {
    const response = await fetch(baseUrl + path, { signal });
    if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
    return (await response.json()) as Answer;
  };
  return {
    retries,
    readTask: (id, signal) => retries.getTask(id, { signal }),
    readRows({ status, page }, signal) {
      const query = new URLSearchParams({ page: String(page), page_size: String(PAGE_SIZE), ...(status !== undefined && { status }) });
      return read(`/tasks?${query}`, signal);
    },
    readCockpit: (signal) => read('/cockpit', signal),
  };
}
