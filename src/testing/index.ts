// `task-retry-ui/testing`: a platform that keeps state, and what to fill it with. Needs neither React nor MSW.
export { buildStage, buildTask } from './builders.ts';
export { buildTasks } from './buildTasks.ts';
export type { BuildTasksOptions } from './buildTasks.ts';
export type { RunResult } from './course.ts';
export { createPlatform } from './createPlatform.ts';
export type { Cockpit, Platform, PlatformOptions, TaskPage } from './createPlatform.ts';
export type { Fault } from './fault.ts';
export type { PlatformEndpoint, PlatformRequest } from './platformRequest.ts';
export type { PlatformStage, PlatformTask } from './platformTask.ts';
export {
  RETRY_BATCH_REQUEST,
  RETRY_BATCH_RESPONSE,
  RETRY_FROM_STAGE_REFUSAL,
  RETRY_FROM_STAGE_REQUEST,
  RETRY_FROM_STAGE_RESPONSE,
} from './specPayloads.ts';
