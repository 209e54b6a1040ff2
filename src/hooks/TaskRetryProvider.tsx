'use client';
import { useContext, useMemo, useState, type ReactElement, type ReactNode } from 'react';
import { toTaskApiError } from '../types/toTaskApiError.ts';
import { createRetrySession } from './retrySession.ts';
import { TaskRetryContext, type TaskRetryConfig } from './TaskRetryContext.ts';

/** Props of `TaskRetryProvider`. */
export interface TaskRetryProviderProps extends TaskRetryConfig {
  children?: ReactNode;
}

/**
 * Sets how all retry components below it send, speak and link. Optional: without it they use the package's own hooks on
 * same-origin `/api/v1`, in English. Renders no element.
 *
 * One provider keeps one record of what is in flight and what became of it. A provider inside another inherits what it
 * does not set, that record included. `hooks` are fixed when it mounts, since React must call the same hooks each time.
 */
export function TaskRetryProvider({ children, ...config }: TaskRetryProviderProps): ReactElement {
  const outer = useContext(TaskRetryContext);
  const [own] = useState(() => createRetrySession(toTaskApiError));
  const [hooks] = useState(config.hooks);
  const { api, messages, maxRetries, canRetry, readTask, classifyReason, chunkSize, renderLink } = config;
  const value = useMemo(
    () => ({
      api: api ?? outer.api,
      hooks: {
        useRetryTaskFromStage: hooks?.useRetryTaskFromStage ?? outer.hooks?.useRetryTaskFromStage,
        useBatchRetryTasks: hooks?.useBatchRetryTasks ?? outer.hooks?.useBatchRetryTasks,
      },
      messages: messages ?? outer.messages,
      maxRetries: maxRetries ?? outer.maxRetries,
      canRetry: canRetry ?? outer.canRetry,
      readTask: readTask ?? outer.readTask,
      classifyReason: classifyReason ?? outer.classifyReason,
      chunkSize: chunkSize ?? outer.chunkSize,
      renderLink: renderLink ?? outer.renderLink,
      session: outer.session ?? own,
      errorOf: toTaskApiError,
    }),
    [api, hooks, messages, maxRetries, canRetry, readTask, classifyReason, chunkSize, renderLink, outer, own],
  );
  return <TaskRetryContext.Provider value={value}>{children}</TaskRetryContext.Provider>;
}
