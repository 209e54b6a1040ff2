// Ant Design: Button, Modal, and a virtual Table, as its documentation advises for long lists.
import { Button, ConfigProvider, Modal, Table } from 'antd';
import { useId, useState } from 'react';
import { attemptOf, failedStageOf, resultRows, summaryOf, type BenchAnswer, type BenchTask, type Contender, type ResultRow } from './contender.ts';
import { RetryIcon } from './RetryIcon.tsx';

export const contender: Contender = {
  StageButton({ task }) {
    const [pending, setPending] = useState(false);
    const id = useId();
    return (
      <div>
        <Button icon={<RetryIcon pending={false} />} loading={pending} aria-describedby={id} onClick={() => setPending(true)}>
          Retry from this stage
        </Button>
        <span id={id}>{attemptOf(task)}</span>
      </div>
    );
  },
  Batch({ tasks, open, send }) {
    const [answer, setAnswer] = useState<BenchAnswer>();
    return (
      <Modal
        open={open}
        title={answer ? summaryOf(answer) : `Retry ${tasks.length} tasks`}
        okText={`Retry ${tasks.length} tasks`}
        okButtonProps={{ 'data-bench': 'confirm' } as object}
        onOk={() => void send(tasks.map(({ id }) => id)).then(setAnswer)}
        transitionName=""
        maskTransitionName=""
      >
        {answer ? (
          <div data-bench="result">
            <Table<ResultRow>
              virtual
              rowKey="id"
              pagination={false}
              scroll={{ x: 600, y: 400 }}
              dataSource={resultRows(tasks, answer)}
              columns={[
                { title: 'Task', width: 240, render: (_, { task }) => task?.title },
                { title: 'Stage', width: 100, render: (_, { task }) => failedStageOf(task)?.stage_name },
                { title: 'Attempt', width: 100, render: (_, { task }) => attemptOf(task) },
                { title: 'Result', dataIndex: 'text', width: 240 },
                { title: 'Id', dataIndex: 'id', width: 120 },
              ]}
            />
          </div>
        ) : (
          <Table<BenchTask>
            virtual
            rowKey="id"
            pagination={false}
            scroll={{ x: 600, y: 400 }}
            dataSource={[...tasks]}
            columns={[
              { title: 'Task', dataIndex: 'title', width: 240 },
              { title: 'Stage', width: 100, render: (_, task) => failedStageOf(task)?.stage_name },
              { title: 'Attempt', width: 100, render: (_, task) => attemptOf(task) },
              { title: 'Id', dataIndex: 'id', width: 120 },
            ]}
          />
        )}
      </Modal>
    );
  },
  Page: ({ children }) => <ConfigProvider theme={{ token: { motion: false } }}>{children}</ConfigProvider>,
};
