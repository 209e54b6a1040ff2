// React and the platform alone: a native dialog and a windowed list, with the least look. What none of them can go below.
import { useId, useLayoutEffect, useRef, useState } from 'react';
import { attemptOf, failedStageOf, resultRows, summaryOf, type BenchAnswer, type Contender } from './contender.ts';
import { RetryIcon } from './RetryIcon.tsx';
import './look.css';
import { WindowedRows } from './WindowedRows.tsx';

export const contender: Contender = {
  StageButton({ task }) {
    const [pending, setPending] = useState(false);
    const id = useId();
    return (
      <div className="bench-stage">
        <button type="button" className="bench-button" aria-disabled={pending} aria-describedby={id} onClick={() => setPending(true)}>
          <RetryIcon pending={pending} />
          {pending ? 'Retrying…' : 'Retry from this stage'}
        </button>
        <span id={id} className="bench-meta">{attemptOf(task)}</span>
      </div>
    );
  },
  Batch({ tasks, open, send }) {
    const dialog = useRef<HTMLDialogElement>(null);
    const [answer, setAnswer] = useState<BenchAnswer>();
    useLayoutEffect(() => {
      if (open) dialog.current?.showModal();
    }, [open]);
    return (
      <dialog ref={dialog} className="bench-dialog" aria-label="Retry">
        {open && !answer && (
          <>
            <h2>Retry {tasks.length} tasks</h2>
            <WindowedRows rows={tasks}>
              {(task) => {
                const stage = failedStageOf(task);
                return (
                  <>
                    <span>{task.title}</span>
                    <span className="bench-meta">{stage?.stage_name}</span>
                    <span className="bench-meta">{attemptOf(task)}</span>
                    <code>{task.id}</code>
                  </>
                );
              }}
            </WindowedRows>
            <div className="bench-actions">
              <button type="button" className="bench-button">
                Cancel
              </button>
              <button
                type="button"
                className="bench-button"
                data-main=""
                data-bench="confirm"
                onClick={() => void send(tasks.map(({ id }) => id)).then(setAnswer)}
              >
                Retry {tasks.length} tasks
              </button>
            </div>
          </>
        )}
        {answer && (
          <div data-bench="result">
            <h2>{summaryOf(answer)}</h2>
            <WindowedRows rows={resultRows(tasks, answer)}>
              {(row) => (
                <>
                  <span>{row.task?.title}</span>
                  <span className="bench-meta">{failedStageOf(row.task)?.stage_name}</span>
                  <span className="bench-meta">{attemptOf(row.task)}</span>
                  <span className="bench-meta">{row.text}</span>
                  <code>{row.id}</code>
                </>
              )}
            </WindowedRows>
            <div className="bench-actions">
              <button type="button" className="bench-button">
                Close
              </button>
            </div>
          </div>
        )}
      </dialog>
    );
  },
  Page: ({ children }) => <>{children}</>,
};
