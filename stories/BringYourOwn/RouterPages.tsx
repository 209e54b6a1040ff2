import { useState } from 'react';
import { Link, MemoryRouter, Route, Routes, useParams } from 'react-router';
import { BatchRetryDialog, TaskRetryProvider, type RetryableTask } from '../../src/index.ts';

function TaskList({ tasks }: { tasks: readonly RetryableTask[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="host-button" onClick={() => setOpen(true)}>
        Retry selected ({tasks.length})
      </button>
      <BatchRetryDialog
        tasks={tasks}
        open={open}
        onOpenChange={setOpen}
        getTaskHref={(id) => `/tasks/${id}`}
      />
    </>
  );
}

function TaskDetail() {
  const { id } = useParams();
  return (
    <p>
      Page of {id}. <Link to="/">All tasks</Link>
    </p>
  );
}

/** Names of tasks are links of the router. A run goes on while another page is shown. */
export function RouterPages({ tasks }: { tasks: readonly RetryableTask[] }) {
  return (
    <MemoryRouter>
      <TaskRetryProvider renderLink={({ href, ...link }) => <Link to={href} {...link} />}>
        <Routes>
          <Route index element={<TaskList tasks={tasks} />} />
          <Route path="tasks/:id" element={<TaskDetail />} />
        </Routes>
      </TaskRetryProvider>
    </MemoryRouter>
  );
}
