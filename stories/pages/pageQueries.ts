import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PageApi, RowsAsked } from './pageApi.ts';

/** How often what goes on is read again, in ms. */
export const POLL_MS = 1000;

const GOES_ON: ReadonlySet<string> = new Set(['pending', 'planning', 'running']);

export function goesOn({ status }: { status: string }): boolean {
  return GOES_ON.has(status);
}

// A failed task is not polled: nothing moves it on but a person, and the package invalidates after a retry from here.

export const taskQuery = (api: PageApi, id: string) =>
  queryOptions({
    queryKey: ['task', id],
    queryFn: ({ signal }) => api.readTask(id, signal),
    refetchInterval: ({ state: { data } }) => (data && goesOn(data) ? POLL_MS : false),
  });

export const rowsQuery = (api: PageApi, asked: RowsAsked) =>
  queryOptions({
    queryKey: ['tasks', asked],
    queryFn: ({ signal }) => api.readRows(asked, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (data?.items.some(goesOn) ? POLL_MS : false),
  });

export const cockpitQuery = (api: PageApi) =>
  queryOptions({
    queryKey: ['cockpit'],
    queryFn: ({ signal }) => api.readCockpit(signal),
    refetchInterval: ({ state: { data } }) => (data && [...GOES_ON].some((status) => (data.by_status[status] ?? 0) > 0) ? POLL_MS : false),
  });
