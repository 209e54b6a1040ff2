import type { Meta, StoryObj } from '@storybook/react-vite';
import { expect, userEvent, waitFor, within } from 'storybook/test';
import { createTaskApi } from 'task-retry-ui';
import { buildTask, createPlatform, type PlatformOptions } from 'task-retry-ui/testing';
import { withQueryClient } from 'task-retry-ui/testing/react';
import { TaskPage } from './TaskPage';

/** A platform for each showing of a story: what was retried before is failed again. */
const onPlatform = (options?: PlatformOptions) => () => {
  const platform = createPlatform({ tasks: [buildTask({ id: 'task_7', title: 'Migrate billing webhooks' })], ...options });
  return { platform, api: createTaskApi({ fetch: platform.fetch }) };
};

const meta = {
  title: 'Pages/Task',
  component: TaskPage,
  decorators: [withQueryClient()],
  loaders: [onPlatform()],
  args: { id: 'task_7', api: createTaskApi() },
  render: (args, { loaded }) => <TaskPage {...args} api={loaded['api']} />,
} satisfies Meta<typeof TaskPage>;
export default meta;

type Story = StoryObj<typeof meta>;

export const Retried: Story = {
  async play({ canvasElement, loaded: { platform } }) {
    const canvas = within(canvasElement);
    await userEvent.click(await canvas.findByRole('button', { name: /^Retry from this stage/ }));
    await expect(await canvas.findByText('Status: pending')).toBeVisible();
    await waitFor(() => expect(platform.task('task_7').stages[1]).toMatchObject({ status: 'pending', retry_count: 2 }));
  },
};

export const RetriedBySomebodyElse: Story = {
  async play({ canvasElement, loaded: { platform } }) {
    const canvas = within(canvasElement);
    const button = await canvas.findByRole('button', { name: /^Retry from this stage/ });
    platform.retryTaskFromStage('task_7', 'stg_code');
    await userEvent.click(button);
    await expect(await canvas.findByText('Status: pending')).toBeVisible();
    // Theirs, and not ours on top.
    await expect(platform.task('task_7').stages[1].retry_count).toBe(2);
  },
};
