// What a service without a page uses: no name of the DOM, but for those that Node has as well.
import { createTaskApi, planRetry, type TaskApi } from 'task-retry-ui/client';
import { zhCN } from 'task-retry-ui/messages/zh-CN';
import { buildTask, createPlatform } from 'task-retry-ui/testing';

const platform = createPlatform({ tasks: [buildTask({ id: 'task_1' })] });
const api: TaskApi = createTaskApi({ baseUrl: 'https://pipelines.example/api/v1', fetch: platform.fetch, credentials: 'omit' });
// @ts-expect-error there is no such policy
createTaskApi({ credentials: 'inclde' });
export const answer: Promise<{ id: string }> = api.retryTaskFromStage('task_1', { stage_id: 'stg_code' });
export const plan: number = planRetry(platform.tasks()).retry.length;
export const unused: unknown = zhCN.locale;
