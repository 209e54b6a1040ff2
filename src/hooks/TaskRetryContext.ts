'use client';
import { createContext, useContext, useSyncExternalStore, type Context, type ReactNode } from 'react';
import type { Messages } from '../messages/Messages.ts';
import { createWording, wordingOf, type Wording } from '../messages/wording.ts';
import type { ErrorOf } from '../retry/answered.ts';
import type { RetryLimits } from '../retry/eligibility.ts';
import type { ClassifyReason } from '../retry/reasons.ts';
import type { TaskApi } from '../services/taskApi.ts';
import type {
  Task,
  TaskBatchRetryRequest,
  TaskBatchRetryResponse,
  TaskRetryFromStageRequest,
} from '../types/task.ts';
import type { RetrySession } from './retrySession.ts';

/** Variables of `useRetryTaskFromStage`: which task, and the body of the request. */
export interface RetryTaskFromStageVariables {
  id: string;
  req: TaskRetryFromStageRequest;
}

/** Variables of `useBatchRetryTasks`: the body of the request. */
export type BatchRetryTasksVariables = TaskBatchRetryRequest;

/**
 * All that an injected hook must return. `mutateAsync` sends one request and resolves to the platform's answer; where it
 * rejects, `toTaskApiError` reads whatever it rejects with. Pending, guards and outcomes are the package's own affair.
 * TanStack's `UseMutationResult` satisfies this as it is.
 */
export interface RetryMutation<Variables, Answer> {
  mutateAsync(variables: Variables): Promise<Answer>;
}

/** The hooks that may be injected. One that is left out is the package's own. Fixed when the provider mounts. */
export interface TaskRetryHooks {
  useRetryTaskFromStage?: (() => RetryMutation<RetryTaskFromStageVariables, Task>) | undefined;
  useBatchRetryTasks?: (() => RetryMutation<BatchRetryTasksVariables, TaskBatchRetryResponse>) | undefined;
}

/** What `renderLink` gets. Spread it on the link: the class and the part name are documented API. */
export interface TaskLinkProps {
  href: string;
  className: string;
  children: ReactNode;
  'data-part': string;
  dir: 'auto';
}

/** What a `TaskRetryProvider` can set. */
export interface TaskRetryConfig extends RetryLimits {
  /** Where requests go, from `createTaskApi`. Default: same origin, `/api/v1`. */
  api?: TaskApi | undefined;
  /** A team's own data layer, spies or fakes. Default: the package's own hooks. */
  hooks?: TaskRetryHooks | undefined;
  /** Every shown and spoken string. Default: English. */
  messages?: Messages | undefined;
  /** Reads one task, to settle an unknown outcome. Default: `GET /tasks/{id}` of `api`. */
  readTask?: ((id: string, options: { signal?: AbortSignal | undefined }) => Promise<Task>) | undefined;
  /** A team's own reading of the platform's reasons, asked before the package's. Default: none. */
  classifyReason?: ClassifyReason | undefined;
  /** How many ids one request of a batch carries at most. Default: 100. */
  chunkSize?: number | undefined;
  /** Renders a link to a task, such as a router's. Default: `<a>`. */
  renderLink?: ((props: TaskLinkProps) => ReactNode) | undefined;
}

export interface TaskRetryContextValue extends TaskRetryConfig {
  session?: RetrySession | undefined;
  /**
   * Reads what anything set by a provider rejects with. Comes with the provider, so that whoever sets nothing does not
   * load it: the package's own calls reject with its own error.
   */
  errorOf?: ErrorOf | undefined;
}

export const TaskRetryContext: Context<TaskRetryContextValue> = createContext<TaskRetryContextValue>({});

/** What the nearest provider sets; empty without one. */
export function useTaskRetryConfig(): TaskRetryContextValue {
  return useContext(TaskRetryContext);
}

const never = (): (() => void) => () => {};
const yes = (): boolean => true;
const no = (): boolean => false;

/** The nearest provider's language; English without one. */
export function useWording(): Wording {
  const { messages } = useContext(TaskRetryContext);
  // A server is elsewhere, and what the browser finds of it must be what it would write itself.
  return useSyncExternalStore(never, yes, no) ? wordingOf(messages) : createWording(messages, false);
}
