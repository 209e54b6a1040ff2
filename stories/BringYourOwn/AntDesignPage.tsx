import { App, Button, ConfigProvider, Flex, Table } from 'antd';
import type { TableColumnsType, ThemeConfig } from 'antd';
import { useState } from 'react';
import { BatchRetryDialog, StageRetryButton } from '../../src/index.ts';
import type { Ledger, LedgerRow, Task } from '../../src/index.ts';
import '../Theming/AntDesign.css';

const columns: TableColumnsType<Task> = [
  { title: 'Task', dataIndex: 'title' },
  {
    title: 'Failed stage',
    // Its button stays while the stage is retried, with what it says.
    render(_, task) {
      const { stages = [] } = task;
      const stage = stages.find(({ status }) => status === 'failed') ?? stages.findLast(({ retry_count: retries = 0 }) => retries > 0);
      return stage && <StageRetryButton task={task} stage={stage} size="small" />;
    },
  },
];

function needsSomebody({ outcome }: LedgerRow): boolean {
  if (outcome.kind === 'refused') return outcome.reason.verdict !== 'moved-on';
  return outcome.kind !== 'submitted';
}

function Tasks({ tasks }: { tasks: readonly Task[] }) {
  const { message } = App.useApp();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  // What the dialog was opened with. It keeps them when they are unticked, and follows them up.
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [open, setOpen] = useState(false);
  const retrySelected = () => {
    setChosen(ticked);
    setOpen(true);
  };

  // Unticks what was taken or has moved on, and keeps what still needs somebody.
  const settle = ({ rows }: Ledger) => {
    const left = new Set(rows.filter(needsSomebody).map(({ id }) => id));
    setTicked((before) => before.filter((id) => left.has(id)));
    void message.info(left.size === 0 ? 'All done' : `${left.size} of ${rows.length} stay selected`);
  };

  return (
    <Flex vertical gap="middle" align="start">
      <Table<Task>
        rowKey="id"
        size="small"
        pagination={false}
        columns={columns}
        dataSource={tasks}
        rowSelection={{
          selectedRowKeys: [...ticked],
          onChange: (_, rows) => setTicked(rows.map(({ id }) => id)),
          getCheckboxProps: ({ title }) => ({ 'aria-label': title }),
        }}
      />
      <Button type="primary" disabled={ticked.length === 0} onClick={retrySelected}>
        Retry selected ({ticked.length})
      </Button>
      <BatchRetryDialog
        tasks={tasks.filter(({ id }) => chosen.includes(id))}
        open={open}
        onOpenChange={setOpen}
        onSettled={settle}
      />
    </Flex>
  );
}

/** An application of Ant Design's: its theme, its table, its messages, and our components in it. */
export function AntDesignPage({ tasks, theme }: { tasks: readonly Task[]; theme: ThemeConfig }) {
  return (
    <ConfigProvider theme={theme}>
      <App>
        <Tasks tasks={tasks} />
      </App>
    </ConfigProvider>
  );
}
