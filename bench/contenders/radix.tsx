// A headless peer: Radix, with its list virtualised by TanStack Virtual, and the least look.
import { useVirtualizer } from '@tanstack/react-virtual';
import { Dialog, Slot } from 'radix-ui';
import { useId, useState, type ReactNode } from 'react';
import { attemptOf, failedStageOf, resultRows, summaryOf, type BenchAnswer, type Contender } from './contender.ts';
import './look.css';
import { RetryIcon } from './RetryIcon.tsx';

function VirtualRows<Row extends { id: string }>({ rows, children }: { rows: readonly Row[]; children: (row: Row) => ReactNode }) {
  // State rather than a ref: in a portal the element comes after the first render.
  const [list, setList] = useState<HTMLDivElement | null>(null);
  const virtual = useVirtualizer({ count: rows.length, getScrollElement: () => list, estimateSize: () => 40, overscan: 2 });
  return (
    <div ref={setList} style={{ blockSize: 400, overflow: 'auto' }} tabIndex={0} role="group" aria-label="Tasks">
      <ul style={{ blockSize: virtual.getTotalSize(), position: 'relative', margin: 0, padding: 0 }}>
        {virtual.getVirtualItems().map(({ key, index, start }) => {
          const row = rows[index];
          return row ? (
            <li key={key} className="bench-row" style={{ position: 'absolute', insetInline: 0, insetBlockStart: start, blockSize: 40 }}>
              {children(row)}
            </li>
          ) : undefined;
        })}
      </ul>
    </div>
  );
}

export const contender: Contender = {
  StageButton({ task }) {
    const [pending, setPending] = useState(false);
    const id = useId();
    return (
      <div className="bench-stage">
        <Slot.Root aria-disabled={pending} aria-describedby={id} onClick={() => setPending(true)}>
          <button type="button" className="bench-button">
            <RetryIcon pending={pending} />
            {pending ? 'Retrying…' : 'Retry from this stage'}
          </button>
        </Slot.Root>
        <span id={id} className="bench-meta">{attemptOf(task)}</span>
      </div>
    );
  },
  Batch({ tasks, open, send }) {
    const [answer, setAnswer] = useState<BenchAnswer>();
    return (
      <Dialog.Root open={open}>
        <Dialog.Portal>
          <Dialog.Overlay />
          <Dialog.Content className="bench-dialog" aria-describedby={undefined}>
            {answer ? (
              <div data-bench="result">
                <Dialog.Title>{summaryOf(answer)}</Dialog.Title>
                <VirtualRows rows={resultRows(tasks, answer)}>
                  {(row) => (
                    <>
                      <span>{row.task?.title}</span>
                      <span className="bench-meta">{failedStageOf(row.task)?.stage_name}</span>
                      <span className="bench-meta">{attemptOf(row.task)}</span>
                      <span className="bench-meta">{row.text}</span>
                      <code>{row.id}</code>
                    </>
                  )}
                </VirtualRows>
                <div className="bench-actions">
                  <Dialog.Close className="bench-button">Close</Dialog.Close>
                </div>
              </div>
            ) : (
              <>
                <Dialog.Title>Retry {tasks.length} tasks</Dialog.Title>
                <VirtualRows rows={tasks}>
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
                </VirtualRows>
                <div className="bench-actions">
                  <Dialog.Close className="bench-button">Cancel</Dialog.Close>
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
          </Dialog.Content>
        </Dialog.Portal>
      </Dialog.Root>
    );
  },
  Page: ({ children }) => <>{children}</>,
};
