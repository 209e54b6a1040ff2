import { useState } from 'react';
import { StageRetryButton, type RetryableStage, type RetryableTask } from '../../src/index.ts';
import './BringYourOwn.css';

interface ToastPageProps {
  rows: readonly { readonly task: RetryableTask; readonly stage: RetryableStage }[];
}

/** A list with retry buttons and a toast of its own. */
export function ToastPage({ rows }: ToastPageProps) {
  const [toast, setToast] = useState('');
  return (
    <>
      {rows.map(({ task, stage }) => (
        <StageRetryButton
          key={task.id}
          task={task}
          stage={stage}
          onSubmitted={() => setToast(`${task.title} is on its way`)}
          onError={() => setToast(`${task.title}: not confirmed, see beside its button`)}
        />
      ))}
      {/* No live region: the button has announced it already. */}
      {toast && (
        <p className="byo-toast">
          {toast}
          <button type="button" className="host-button" onClick={() => setToast('')}>
            Dismiss
          </button>
        </p>
      )}
    </>
  );
}
