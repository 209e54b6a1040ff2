import { App, Button, ConfigProvider, Flex, Table, theme as antTheme } from 'antd';
import { useState, type ReactElement } from 'react';
import { expect, screen, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import type { Ledger } from '../../src/retry/ledger.ts';
import type { Task } from '../../src/types/task.ts';
import { selectionOf } from '../BatchRetryDialog/selection.ts';
import { wordsOf } from '../wordsOf.ts';
import './AntDesign.css';

const getTaskHref = (id: string): string => `#/tasks/${id}`;

/** A team's page: its table, its button, its theme, and the three components. */
function Page({ dark, tasks }: { dark: boolean; tasks: readonly Task[] }): ReactElement {
  const [selection, setSelection] = useState<Task[]>([]);
  const [open, setOpen] = useState(false);
  const [ledger, setLedger] = useState<Ledger>();
  return (
    <ConfigProvider
      wave={{ disabled: true }}
      theme={{
        algorithm: dark ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
        // Ant Design's own blue is too pale for white text.
        token: { colorPrimary: '#0958d9', motion: false },
      }}
    >
      <App>
        <Flex vertical gap="middle">
          <Table<Task>
            rowKey="id"
            size="small"
            pagination={false}
            dataSource={[...tasks]}
            columns={[
              { title: 'Task', dataIndex: 'title' },
              {
                title: 'Failed stage',
                render: (_, task) => {
                  const stage = task.stages?.find(({ status }) => status === 'failed');
                  return stage && <StageRetryButton task={task} stage={stage} size="small" />;
                },
              },
            ]}
            rowSelection={{
              selectedRowKeys: selection.map(({ id }) => id),
              onChange: (_, rows) => setSelection(rows),
              getCheckboxProps: ({ title }) => ({ 'aria-label': title }),
            }}
          />
          <div>
            <Button type="primary" onClick={() => setOpen(true)}>
              Retry selected ({selection.length})
            </Button>
          </div>
          {ledger && <BatchRetryResultList ledger={ledger} tasks={tasks} getTaskHref={getTaskHref} />}
        </Flex>
        <BatchRetryDialog tasks={selection} open={open} onOpenChange={setOpen} getTaskHref={getTaskHref} onSettled={setLedger} />
      </App>
    </ConfigProvider>
  );
}

const colourOf = (element: Element): string => getComputedStyle(element).color;

/** What a custom property comes to on an element: as a colour, since that is how it is compared. */
function propertyOf(element: Element, name: string): string {
  const probe = document.createElement('i');
  probe.style.color = `var(${name})`;
  element.append(probe);
  const colour = colourOf(probe);
  probe.remove();
  return colour;
}

const meta = preview.meta({
  title: 'Theming/Ant Design',
  // A page, which is no component to be described.
  tags: ['!manifest'],
  args: { tasks: selectionOf('task_taken_71') },
  render: ({ tasks }: { tasks: readonly Task[] }, { globals }) => <Page dark={globals['theme'] === 'dark'} tasks={tasks} />,
});

export const AntDesign = meta.story({
  name: 'In its own page',
  async play({ canvas, userEvent, globals }) {
    const words = wordsOf(globals);
    for (const box of canvas.getAllByRole('checkbox').slice(1)) await userEvent.click(box);
    const opener = canvas.getByRole('button', { name: 'Retry selected (3)' });
    await userEvent.click(opener);
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: words.text('retryTasks', { count: 3 }) });
    // The accent is the team's, and the link is what we were told, not what Ant Design makes of an `a`.
    await expect(getComputedStyle(confirm).backgroundColor).toBe(getComputedStyle(opener).backgroundColor);
    const [link] = dialog.getAllByRole('link');
    const text = link?.querySelector('[data-part=link]');
    if (!link || !text) throw new Error('The plan has no link');
    await expect(colourOf(text)).toBe(propertyOf(text, '--ant-blue-8'));
    await expect(colourOf(text)).not.toBe(colourOf(link));
    await userEvent.click(confirm);
    await expect(await dialog.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toHaveFocus();
    await userEvent.click(dialog.getByRole('button', { name: words.text('close') }));
    await expect(await canvas.findByRole('heading', { name: words.summary([3, 'count.submitted']) })).toBeVisible();
  },
});

export const AntDesignDark = meta.story({ ...AntDesign.input, name: 'In the dark', globals: { theme: 'dark' } });
