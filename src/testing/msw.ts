// `task-retry-ui/testing/msw`: only what MSW 2 and 3 have alike.
import { http, type HttpHandler } from 'msw';
import type { Platform } from './createPlatform.ts';
import { isRoute } from './platformRequest.ts';

/**
 * Handlers for `setupServer` and `setupWorker` of MSW 2 and 3: what is for one of the platform's endpoints, of any origin,
 * is answered by the platform, whatever its method. Anything else, also below the base path, is left to other handlers.
 */
export function platformHandlers(platform: Platform): HttpHandler[] {
  return [http.all(`*${platform.basePath}/*`, ({ request }) => (isRoute(request.url, platform.basePath) ? platform.handle(request) : undefined))];
}
