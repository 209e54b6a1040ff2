'use client';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type ReactElement,
  type Ref,
  type RefAttributes,
} from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { MessageKey } from '../../messages/Messages.ts';
import type { Wording } from '../../messages/wording.ts';
import type { Ledger } from '../../retry/ledger.ts';
import type { RetryPlan } from '../../retry/retryPlan.ts';
import { BatchRetryResultListView } from '../BatchRetryResultList/BatchRetryResultListView.tsx';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/classNames.ts';
import { PlanStep } from './PlanStep.tsx';
import { useModalDialog } from './useModalDialog.ts';

/** Where a batch stands. Closed: the view answers each of them. */
export type BatchRetryStep =
  /** Nothing is sent yet. `unknownAgain`: how many of the tasks to retry had no answer last time. */
  | { readonly kind: 'plan'; readonly plan: RetryPlan; readonly unknownAgain?: number }
  | { readonly kind: 'running'; readonly plan: RetryPlan }
  | { readonly kind: 'result'; readonly ledger: Ledger };

/** Props of `BatchRetryDialogView`. Everything else goes to its root, a `<dialog>`. */
export interface BatchRetryDialogViewProps extends Omit<ComponentPropsWithoutRef<'dialog'>, 'open' | 'onClose'> {
  /** Whether it is shown, as a modal. */
  open: boolean;
  /** Called with `false` once when the user closes it. It is shown again where `open` stays `true`. */
  onOpenChange?: ((open: boolean) => void) | undefined;
  /** What it shows. */
  step: BatchRetryStep;
  /** How many retries a stage may have, named beside each attempt. Default: none is named. */
  maxRetries?: number | undefined;
  /** Address of a task. Left out: no links. */
  getTaskHref?: ((id: string) => string | undefined) | undefined;
  /** Called once when the user confirms the plan. */
  onConfirm?: (() => void) | undefined;
  /** Called when the user wants a new plan after a result. Left out: not offered. */
  onPlanAgain?: (() => void) | undefined;
  /** Called when the user wants the last result rather than a plan. Left out: not offered. */
  onShowLastResult?: (() => void) | undefined;
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
  { open, onOpenChange, step, maxRetries, getTaskHref, onConfirm, onPlanAgain, onShowLastResult, announcerRef, className, ...root }: BatchRetryDialogViewProps,
  ref: ForwardedRef<HTMLDialogElement>,
) {
  const titleId = useId();
  const titleRef = useRef<HTMLHeadingElement>(null);
  const dismissRef = useRef<HTMLButtonElement>(null);
  const close = (): void => onOpenChange?.(false);
  // A result is there to be read; before that, the safe action.
  const focusFirst = (): void => (step.kind === 'result' ? titleRef : dismissRef).current?.focus();
  const dialogRef = useRef<HTMLDialogElement>(null);
  const handleClose = useModalDialog(dialogRef, open, close, focusFirst);
  useImperativeHandle<HTMLDialogElement | null, HTMLDialogElement | null>(ref, () => dialogRef.current, []);

  const shownKind = useRef(step.kind);
  useEffect(() => {
    const from = shownKind.current;
    shownKind.current = step.kind;
    if (!open || from === step.kind) return;
    // What had the focus is replaced by a result or a new plan. A running batch keeps its button and so the focus.
    if (step.kind === 'result') titleRef.current?.focus();
    if (step.kind === 'plan') dismissRef.current?.focus();
  }, [open, step.kind]);

  return (
    <dialog
      aria-labelledby={root['aria-label'] === undefined ? titleId : undefined}
      {...root}
      ref={dialogRef}
      className={classNames('task-retry-dialog', className)}
      data-component="BatchRetryDialog"
      data-state={step.kind}
      onClose={handleClose}
    >
      {open && (
        <div className="task-retry-panel">
          <div className="task-retry-panel__body" data-part="body">
            {step.kind === 'result' ? (
              <BatchRetryResultListView ledger={step.ledger} getTaskHref={getTaskHref} headingId={titleId} headingRef={titleRef} />
            ) : (
              <>
                <StepHeader step={step} titleId={titleId} titleRef={titleRef} />
                <PlanStep
                  plan={step.plan}
                  unknownAgain={step.kind === 'plan' ? step.unknownAgain : undefined}
                  maxRetries={maxRetries}
                  getTaskHref={getTaskHref}
                />
              </>
            )}
          </div>
          <StepActions {...{ step, close, dismissRef, onConfirm, onPlanAgain, onShowLastResult }} />
          <div ref={announcerRef} role="status" className="task-retry-visually-hidden" data-part="announcer" />
        </div>
      )}
    </dialog>
  );
});

type PlanOrRunning = Exclude<BatchRetryStep, { kind: 'result' }>;

interface StepHeaderProps {
  step: PlanOrRunning;
  titleId: string;
  titleRef: Ref<HTMLHeadingElement>;
}

function StepHeader({ step, titleId, titleRef }: StepHeaderProps): ReactElement {
  const wording = useWording();
  return (
    <div className="task-retry-header" data-part="header">
      <h2 id={titleId} ref={titleRef} tabIndex={-1} className="task-retry-title">
        {stepTitle(step, wording)}
      </h2>
      <p className="task-retry-description">{wording.text(stepDescription(step))}</p>
    </div>
  );
}

function stepTitle({ kind, plan }: PlanOrRunning, { text }: Wording): string {
  const count = plan.retry.length;
  if (count === 0) return text('planEmpty');
  return text(kind === 'running' ? 'running' : 'retryTasks', { count });
}

function stepDescription({ kind, plan }: PlanOrRunning): MessageKey {
  if (kind === 'running') return 'runningDescription';
  if (plan.rows.length === 0) return 'planNothingChosen';
  return plan.retry.length === 0 ? 'planEmptyDescription' : 'planDescription';
}

interface StepActionsProps extends Pick<BatchRetryDialogViewProps, 'step' | 'onConfirm' | 'onPlanAgain' | 'onShowLastResult'> {
  close: () => void;
  dismissRef: Ref<HTMLButtonElement>;
}

function StepActions({ step, close, dismissRef, onConfirm, onPlanAgain, onShowLastResult }: StepActionsProps): ReactElement {
  const { text } = useWording();
  const toSend = step.kind === 'result' ? 0 : step.plan.retry.length;
  const cancels = step.kind === 'plan' && toSend > 0;
  return (
    <div className="task-retry-actions" data-part="actions">
      {step.kind === 'running' && (
        <p className="task-retry-meta task-retry-actions__aside">{text('runningNote')}</p>
      )}
      {step.kind === 'plan' && onShowLastResult && (
        <div className="task-retry-actions__aside">
          <Button part="show-last-result" look="quiet" label={text('showLastResult')} onPress={onShowLastResult} />
        </div>
      )}
      {step.kind === 'result' && onPlanAgain && (
        <div className="task-retry-actions__aside">
          <Button part="plan-again" look="quiet" icon="retry" label={text('planAgain')} onPress={onPlanAgain} />
        </div>
      )}
      <Button ref={dismissRef} part="dismiss" label={text(cancels ? 'cancel' : 'close')} onPress={close} />
      {step.kind !== 'result' && toSend > 0 && (
        <Button
          part="confirm"
          look="accent"
          icon="retry"
          label={text('retryTasks', { count: toSend })}
          busyLabel={text('retrying')}
          busy={step.kind === 'running'}
          onPress={onConfirm}
        />
      )}
    </div>
  );
}
