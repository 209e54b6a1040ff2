// An Ant Design application: its table selects, its message reports, its ConfigProvider themes.
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { App, Button, ConfigProvider, Table, type TableColumnsType } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCNOfAntd from 'antd/locale/zh_CN';
import { StrictMode, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { BatchRetryDialog, en, StageRetryButton, TaskRetryProvider, type Task } from 'task-retry-ui';
import { zhCN } from 'task-retry-ui/messages/zh-CN';
import 'task-retry-ui/styles.unlayered.css';
import './theme.css';

const chinese = location.search === '?zh';

const columns: TableColumnsType<Task> = [
  { title: 'Task', dataIndex: 'id' },
  { title: 'Status', dataIndex: 'status' },
  {
    title: 'Failed stage',
    render(_, task) {
      const stage = task.stages?.find(({ status }) => status === 'failed');
      return stage && <StageRetryButton task={task} stage={stage} size="small" />;
    },
  },
];

function TasksPage(): ReactElement {
  const { message } = App.useApp();
  const { data: tasks = [] } = useQuery({
    queryKey: ['tasks'],
    queryFn: async () => ((await (await fetch('/api/v1/tasks')).json()) as { items: Task[] }).items,
  });
  const [selection, setSelection] = useState<Task[]>([]);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Table<Task>
        rowKey="id"
        pagination={false}
        columns={columns}
        dataSource={tasks}
        rowSelection={{ selectedRowKeys: selection.map(({ id }) => id), onChange: (_, rows) => setSelection(rows) }}
      />
      <Button type="primary" onClick={() => setOpen(true)}>
        Retry selected
      </Button>
      <BatchRetryDialog
        tasks={selection}
        open={open}
        onOpenChange={setOpen}
        onSettled={({ rows }) => void message.info(`${rows.length} tasks accounted for`)}
      />
    </>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <ConfigProvider locale={chinese ? zhCNOfAntd : enUS} theme={{ token: { colorPrimary: '#0958d9', borderRadius: 2 } }}>
        <App>
          <TaskRetryProvider messages={chinese ? zhCN : en}>
            <TasksPage />
          </TaskRetryProvider>
        </App>
      </ConfigProvider>
    </QueryClientProvider>
  </StrictMode>,
);
