import { createTaskApi, type TaskApi, type TaskApiFetch } from '../../src/index.ts';

/** A team's own fetch: here it names each request for the team's traces. */
const tracedFetch: TaskApiFetch = async (url, init) => {
  const headers = new Headers(init.headers);
  headers.set('X-Trace-Id', crypto.randomUUID());
  return await fetch(url, { ...init, headers });
};

/** A token for each request. Where there is none, nothing is sent, and the retry counts as unsent. */
export function ownApi(getToken: () => Promise<string>): TaskApi {
  return createTaskApi({
    fetch: tracedFetch,
    headers: async () => ({ Authorization: `Bearer ${await getToken()}` }),
  });
}
