'use client';
import {
  forwardRef,
  useId,
  useImperativeHandle,
  useRef,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type Ref,
  type RefAttributes,
} from 'react';
import { classNames } from '../parts/classNames.ts';
import { BatchRetryPanelView, type BatchRetryHandlers, type BatchRetryPanelViewProps } from './BatchRetryPanelView.tsx';
import { useModalDialog } from './useModalDialog.ts';

/** Props of `BatchRetryDialogView`. Everything else goes to its root, a `<dialog>`. */
export interface BatchRetryDialogViewProps
  extends BatchRetryHandlers,
    Pick<BatchRetryPanelViewProps, 'step' | 'maxRetries' | 'getTaskHref'>,
    Omit<ComponentPropsWithoutRef<'dialog'>, 'open' | 'onClose' | 'children'> {
  /** Whether it is shown, as a modal. */
  open: boolean;
  /** Called with `false` once when the user closes it. It is shown again where `open` stays `true`. */
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** A live region inside the dialog: while it is open, nothing outside it is heard. Empty until it is spoken through. */
  announcerRef?: Ref<HTMLDivElement> | undefined;
}

/**
 * Shows what a batch retry will do before anything is sent, then what became of each task, in the same place (SPEC.md,
 * section 5.2). A function of its props, but for showing itself as modal and moving the focus. Renders a `<dialog>`.
 */
export const BatchRetryDialogView: ForwardRefExoticComponent<
  BatchRetryDialogViewProps & RefAttributes<HTMLDialogElement>
> = forwardRef(function BatchRetryDialogView(
  {
    open,
    onOpenChange,
    announcerRef,
    step,
    maxRetries,
    getTaskHref,
    onConfirm,
    onStop,
    onCheck,
    onCancelCheck,
    onRetryRemainder,
    onPlanAgain,
    onShowLastResult,
    className,
    ...root
  }: BatchRetryDialogViewProps,
  ref: ForwardedRef<HTMLDialogElement>,
) {
  const titleId = useId();
  const dialogRef = useRef<HTMLDialogElement>(null);
  const focusRef = useRef<() => void>(null);
  const close = (): void => onOpenChange?.(false);
  const handleClose = useModalDialog(dialogRef, open, close, () => focusRef.current?.());
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialogRef.current, []);
  return (
    <dialog
      aria-labelledby={root['aria-label'] === undefined ? titleId : undefined}
      {...root}
      ref={dialogRef}
      className={classNames('task-retry-dialog', className)}
      data-component="BatchRetryDialog"
      data-state={step.kind}
      onClose={(event) => {
        // React lets it rise: a dialog of the page's own around this one would take it for its own.
        event.stopPropagation();
        if (event.target === event.currentTarget) handleClose();
      }}
      onCancel={(event) => {
        event.stopPropagation();
        root.onCancel?.(event);
      }}
    >
      {open && (
        <BatchRetryPanelView
          onDismiss={close}
          {...{ step, maxRetries, getTaskHref, titleId, focusRef }}
          {...{ onConfirm, onStop, onCheck, onCancelCheck, onRetryRemainder, onPlanAgain, onShowLastResult }}
        >
          <div ref={announcerRef} role="status" className="task-retry-visually-hidden" data-part="announcer" />
        </BatchRetryPanelView>
      )}
    </dialog>
  );
});
