import { createTaskApi, type TaskApi, type TaskApiFetch } from '../../src/index.ts';

/** A team's own fetch: it names each request for the team's traces, and may do whatever else a request needs. */
const tracedFetch: TaskApiFetch = async (url, init) => {
  const headers = new Headers(init.headers);
  headers.set('X-Trace-Id', crypto.randomUUID());
  return await fetch(url, { ...init, headers });
};

/** Where the token is asked for in `headers`, and that fails, nothing is sent, and the retry counts as unsent. */
export function ownApi(getToken: () => Promise<string>): TaskApi {
  return createTaskApi({
    fetch: tracedFetch,
    headers: async () => ({ Authorization: `Bearer ${await getToken()}` }),
  });
}
