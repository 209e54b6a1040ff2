// `task-retry-ui/testing/msw`: only what MSW 2 and 3 have alike.
import { http, type HttpHandler } from 'msw';
import type { Platform } from './createPlatform.ts';

/**
 * Handlers for `setupServer` and `setupWorker` of MSW 2 and 3: every request below the platform's base path, of any
 * origin, is answered by the platform.
 */
export function platformHandlers(platform: Platform): HttpHandler[] {
  return [http.all(`*${platform.basePath}/*`, ({ request }) => platform.handle(request))];
}
