import { useId, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { BatchRetryPanel, type RetryableTask } from '../../src/index.ts';
import './BringYourOwn.css';

interface ModalProps {
  titleId: string;
  /** Moves the focus to where reading starts. */
  focusRef: RefObject<(() => void) | null>;
  onClose: () => void;
  children: ReactNode;
}

/** A team's own modal, mounted while it is open. The browser keeps the focus in it and brings it back. */
function Modal({ titleId, focusRef, onClose, children }: ModalProps) {
  const modal = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const { current: element } = modal;
    element?.showModal();
    focusRef.current?.();
    return () => element?.close();
  }, [focusRef]);
  return (
    <dialog ref={modal} className="byo-modal" aria-labelledby={titleId} onCancel={onClose}>
      {children}
    </dialog>
  );
}

/** A button of a table, and what it opens. */
export function RetryInOwnModal({ tasks }: { tasks: readonly RetryableTask[] }) {
  const [open, setOpen] = useState(false);
  const titleId = useId();
  const focusRef = useRef<() => void>(null);
  const close = () => setOpen(false);
  return (
    <>
      <button type="button" className="host-button" onClick={() => setOpen(true)}>
        Retry selected ({tasks.length})
      </button>
      {open && (
        <Modal titleId={titleId} focusRef={focusRef} onClose={close}>
          <BatchRetryPanel tasks={tasks} titleId={titleId} focusRef={focusRef} onDismiss={close} />
        </Modal>
      )}
    </>
  );
}
