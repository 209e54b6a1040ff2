// Ant Design: Button, Modal, and a virtual Table, as its documentation advises for long lists.
import { Button, ConfigProvider, Modal, Table } from 'antd';
import { useState } from 'react';
import { failedStageOf, resultRows, summaryOf, type BenchAnswer, type BenchTask, type Contender, type ResultRow } from './contender.ts';

export const contender: Contender = {
  StageButton() {
    const [pending, setPending] = useState(false);
    return (
      <Button loading={pending} onClick={() => setPending(true)}>
        Retry from this stage
      </Button>
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
                { title: 'Task', dataIndex: 'title', width: 240 },
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
              { title: 'Attempt', width: 100, render: (_, task) => (failedStageOf(task)?.retry_count ?? 0) + 1 },
              { title: 'Id', dataIndex: 'id', width: 120 },
            ]}
          />
        )}
      </Modal>
    );
  },
  Page: ({ children }) => <ConfigProvider theme={{ token: { motion: false } }}>{children}</ConfigProvider>,
};
