// Bring your own: SWR or plain state, a fetch with fresh tokens, a toast, a modal, a router's links, other words.
import { StrictMode, useEffect, useRef, useState, type ReactElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { HashRouter, Link } from 'react-router';
import useSWR, { useSWRConfig } from 'swr';
import {
  BatchRetryPanel,
  createTaskApi,
  en,
  StageRetryButton,
  TaskRetryProvider,
  type Messages,
  type TaskApiFetch,
  type TaskRetryHooks,
} from 'task-retry-ui';
import 'task-retry-ui/styles.css';
import { readTasks } from './readTasks';

let tokens = 0;
const freshToken = async (): Promise<string> => `token-${++tokens}`;

/** A team's own fetch: it adds what its session needs, and asks for it before each request. */
const fetchWithToken: TaskApiFetch = async (url, init) => {
  const headers = new Headers(init.headers);
  headers.set('Authorization', `Bearer ${await freshToken()}`);
  return fetch(url, { ...init, headers });
};
const api = createTaskApi({ fetch: fetchWithToken });

const showsTasks = (key: unknown): boolean => typeof key === 'string' && key.startsWith('/tasks');
const swrHooks: TaskRetryHooks = {
  useRetryTaskFromStage() {
    const { mutate } = useSWRConfig();
    return { mutateAsync: ({ id, req }) => api.retryTaskFromStage(id, req).finally(() => void mutate(showsTasks)) };
  },
  useBatchRetryTasks() {
    const { mutate } = useSWRConfig();
    return { mutateAsync: (req) => api.retryTasksBatch(req).finally(() => void mutate(showsTasks)) };
  },
};

/** Without any library: a state that counts what was sent. */
const plainHooks: TaskRetryHooks = {
  useRetryTaskFromStage() {
    const [sent, setSent] = useState(0);
    useEffect(() => void (document.title = `${sent} sent`), [sent]);
    return {
      mutateAsync({ id, req }) {
        setSent((count) => count + 1);
        return api.retryTaskFromStage(id, req);
      },
    };
  },
  useBatchRetryTasks: () => ({ mutateAsync: (req) => api.retryTasksBatch(req) }),
};

const messages: Messages = { ...en, retryFromStage: 'Run this stage again' };

function Modal({ children, onClose }: { children: ReactNode; onClose: () => void }): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => ref.current?.showModal(), []);
  return (
    <dialog ref={ref} aria-labelledby="retry-title" onClose={onClose}>
      {children}
    </dialog>
  );
}

function TasksPage(): ReactElement {
  const { data: tasks = [] } = useSWR('/tasks', readTasks);
  const [open, setOpen] = useState(false);
  const [toast, setToast] = useState('');
  const close = (): void => setOpen(false);
  return (
    <>
      {toast && <output>{toast}</output>}
      <ul>
        {tasks.map((task) => (
          <li key={task.id}>
            {task.id} is {task.status}
            {task.stages?.map(
              (stage) =>
                stage.status === 'failed' && (
                  <StageRetryButton
                    key={stage.id}
                    task={task}
                    stage={stage}
                    onSubmitted={({ id }) => setToast(`${id} is on its way`)}
                    onError={({ detail }) => setToast(detail)}
                  />
                ),
            )}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => setOpen(true)}>
        Retry the selection
      </button>
      {open && (
        <Modal onClose={close}>
          <BatchRetryPanel
            tasks={tasks}
            titleId="retry-title"
            getTaskHref={(id) => `/tasks/${id}`}
            onDismiss={close}
            onSettled={({ rows }) => setToast(`${rows.length} accounted for`)}
          />
        </Modal>
      )}
    </>
  );
}

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <HashRouter>
      <TaskRetryProvider
        api={api}
        hooks={location.search === '?plain' ? plainHooks : swrHooks}
        messages={messages}
        renderLink={({ href, ...link }) => <Link to={href} {...link} />}
      >
        <TasksPage />
      </TaskRetryProvider>
    </HashRouter>
  </StrictMode>,
);
