'use client';
import {
  forwardRef,
  useEffect,
  useId,
  useImperativeHandle,
  useRef,
  useState,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type ReactElement,
  type Ref,
  type RefAttributes,
} from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { Wording } from '../../messages/wording.ts';
import type { FollowUp } from '../../retry/followUp.ts';
import { countOutcomes, type Ledger } from '../../retry/ledger.ts';
import type { RetryPlan } from '../../retry/retryPlan.ts';
import { BatchRetryResultListView } from '../BatchRetryResultList/BatchRetryResultListView.tsx';
import { OutcomeBar } from '../BatchRetryResultList/OutcomeBar.tsx';
import { summaryText } from '../BatchRetryResultList/outcomeNotice.ts';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/classNames.ts';
import { PlanStep } from './PlanStep.tsx';

/** Where a batch stands. Closed: the view answers each of them. */
export type BatchRetryStep =
  | {
      /** Nothing is sent yet. */
      readonly kind: 'plan';
      readonly plan: RetryPlan;
      /** How many of the tasks to retry were unknown last time. Default: 0. */
      readonly unknownAgain?: number | undefined;
      /** How many were to be retried when it was opened, where other ones are now. Default: nothing changed. */
      readonly changedFrom?: number | undefined;
      /** When the platform lets us send again, in ms since the epoch. Default: now. */
      readonly notBefore?: number | undefined;
    }
  | {
      /** Requests go out, one after the other. */
      readonly kind: 'running';
      readonly plan: RetryPlan;
      readonly ledger: Ledger;
      /** How many of `total` tasks are answered for, or lost. */
      readonly sent: number;
      readonly total: number;
      /** Whether other requests follow the one that is under way, so that stopping is offered. */
      readonly more: boolean;
      /** Whether it ends after the request that is under way. */
      readonly stopping: boolean;
    }
  | {
      /** Nothing is under way. */
      readonly kind: 'result';
      readonly ledger: Ledger;
      /** How far a check of the unknown ones is. Default: none is under way. */
      readonly check?: { readonly done: number; readonly total: number } | undefined;
      /** Whether sending again goes on with a run that ended early, rather than with a remainder. Default: no. */
      readonly continues?: boolean | undefined;
      /** When the platform lets us send again, in ms since the epoch. Default: now. */
      readonly notBefore?: number | undefined;
      /** What became of the submitted ones since. */
      readonly followUp?: ReadonlyMap<string, FollowUp> | undefined;
      /** How many may be sent again. Default: 0. */
      readonly remainder?: number | undefined;
    };

/** What the steps call. What is left out is not offered, but for `onConfirm`: what can be retried always has its button. */
export interface BatchRetryHandlers {
  /** Called once when the user confirms the plan. */
  onConfirm?: (() => void) | undefined;
  /** Called when the run should end after the request that is under way. */
  onStop?: (() => void) | undefined;
  /** Called to read the unknown tasks again. */
  onCheck?: (() => void) | undefined;
  /** Called to end that. */
  onCancelCheck?: (() => void) | undefined;
  /** Called to send again what may be. */
  onRetryRemainder?: (() => void) | undefined;
  /** Called when the user wants a new plan after a result. */
  onPlanAgain?: (() => void) | undefined;
  /** Called when the user wants the last result rather than a plan. */
  onShowLastResult?: (() => void) | undefined;
}

/** Props of `BatchRetryPanelView`. Everything else goes to its root, a `<div>`. */
export interface BatchRetryPanelViewProps extends BatchRetryHandlers, ComponentPropsWithoutRef<'div'> {
  /** What it shows. */
  step: BatchRetryStep;
  /** How many retries a stage may have, named beside each attempt. Default: none is named. */
  maxRetries?: number | undefined;
  /** Address of a task. Left out: no links. */
  getTaskHref?: ((id: string) => string | undefined) | undefined;
  /** Called when the user wants to leave it: cancel, close. Left out: not offered. */
  onDismiss?: (() => void) | undefined;
  /** Id of its title, for a container that it names. */
  titleId?: string | undefined;
  /** Gets a way to move the focus to where reading starts: a result's heading, else the safe action. */
  focusRef?: Ref<() => void> | undefined;
}

/**
 * What a batch retry dialog contains: the plan, the run, the result. For a team's own modal or drawer. A function of its
 * props, but for moving the focus from one step to the next. Renders a `<div>`.
 */
export const BatchRetryPanelView: ForwardRefExoticComponent<BatchRetryPanelViewProps & RefAttributes<HTMLDivElement>> =
  forwardRef(function BatchRetryPanelView(
    {
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
      onDismiss,
      titleId,
      focusRef,
      className,
      children,
      ...root
    }: BatchRetryPanelViewProps,
    ref: ForwardedRef<HTMLDivElement>,
  ) {
    const ownTitleId = useId();
    const headingId = titleId ?? ownTitleId;
    const titleRef = useRef<HTMLHeadingElement>(null);
    const dismissRef = useRef<HTMLButtonElement>(null);
    // A result is there to be read; before that, the safe action.
    const focusStart = (): void => {
      (step.kind === 'result' ? titleRef.current : (dismissRef.current ?? titleRef.current))?.focus();
    };
    useImperativeHandle(focusRef, () => focusStart);

    const shownKind = useRef(step.kind);
    // `null`: nobody is in it, or they have left. `undefined`: pressed in, where Safari focuses nothing.
    const focused = useRef<Element | null | undefined>(null);
    useEffect(() => {
      const from = shownKind.current;
      shownKind.current = step.kind;
      // What had the focus is replaced by a result or a new plan. A running batch keeps its button and so the focus.
      const replaced = from !== step.kind && (step.kind !== 'running' || from === 'result');
      // What had it is no longer offered, such as the end of a check once it has ended.
      const gone = focused.current?.isConnected === false && document.activeElement === document.body;
      // In a drawer people may go on with the page meanwhile: whoever is elsewhere stays there.
      const { activeElement, body } = document;
      const elsewhere =
        activeElement === body ? focused.current === null : !activeElement?.contains(titleRef.current) && !focused.current?.isConnected;
      if (gone || (replaced && !elsewhere)) focusStart();
    });

    return (
      <div
        // A name needs a role to belong to; without one there is nothing to group.
        role={root['aria-label'] ?? root['aria-labelledby'] ? 'group' : undefined}
        {...root}
        ref={ref}
        className={classNames('task-retry-panel', className)}
        data-component="BatchRetryPanel"
        data-state={step.kind}
        onFocus={(event) => {
          focused.current = event.target;
          root.onFocus?.(event);
        }}
        onBlur={(event) => {
          // Whoever leaves it is not fetched back. Where the window is left, it keeps the focus.
          if (document.activeElement !== event.target) focused.current = null;
          root.onBlur?.(event);
        }}
        onClickCapture={(event) => {
          // Still here: Safari takes the focus away from what is pressed. This comes after the blur, by touch too.
          if (!focused.current) focused.current = undefined;
          root.onClickCapture?.(event);
        }}
      >
        <div className="task-retry-panel__body" data-part="body">
          {step.kind === 'result' ? (
            <BatchRetryResultListView
              ledger={step.ledger}
              followUp={step.followUp}
              check={step.check}
              headingId={headingId}
              headingRef={titleRef}
              {...{ getTaskHref, onCheck, onCancelCheck }}
            />
          ) : (
            <>
              <StepHeader step={step} titleId={headingId} titleRef={titleRef} />
              {step.kind === 'plan' && <PlanStep step={step} maxRetries={maxRetries} getTaskHref={getTaskHref} />}
            </>
          )}
        </div>
        <StepActions {...{ step, dismissRef, onConfirm, onStop, onRetryRemainder, onPlanAgain, onShowLastResult, onDismiss }} />
        {children}
      </div>
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
  const description = step.kind === 'running' ? progressText(step, wording) : planDescription(step.plan, wording);
  return (
    <div className="task-retry-header" data-part="header">
      <h2 id={titleId} ref={titleRef} tabIndex={-1} className="task-retry-title">
        {stepTitle(step, wording)}
      </h2>
      {description && <p className="task-retry-description">{description}</p>}
      {step.kind === 'running' && <OutcomeBar counts={countOutcomes(step.ledger)} />}
    </div>
  );
}

function stepTitle(step: PlanOrRunning, { text }: Wording): string {
  if (step.kind === 'running') return text('running', { count: step.total });
  const count = step.plan.retry.length;
  return count === 0 ? text('planEmpty') : text('retryTasks', { count });
}

function planDescription({ rows, retry, skip }: RetryPlan, { text }: Wording): string {
  if (rows.length === 0) return text('planNothingChosen');
  if (retry.length > 0) return text('planDescription');
  // Other reasons, such as a team's own, stand with the tasks below.
  return skip.every((row) => row.skip?.code === 'task-not-failed') ? text('planEmptyDescription') : '';
}

/** How far it is, and what came of that so far. What waits is no outcome yet, and what is left out was told before. */
function progressText(step: Extract<BatchRetryStep, { kind: 'running' }>, wording: Wording): string {
  const progress = wording.text('progress', { sent: step.sent, total: step.total });
  const counts = { ...countOutcomes(step.ledger), unsent: 0, skipped: 0 };
  const so = step.sent === 0 ? '' : summaryText(counts, wording);
  return [progress, so].filter(Boolean).join(wording.text('progressSeparator'));
}

interface StepActionsProps extends Omit<BatchRetryHandlers, 'onCheck' | 'onCancelCheck'> {
  step: BatchRetryStep;
  onDismiss: (() => void) | undefined;
  dismissRef: Ref<HTMLButtonElement>;
}

function StepActions(props: StepActionsProps): ReactElement {
  const { step, dismissRef, onConfirm, onStop, onRetryRemainder, onPlanAgain, onShowLastResult, onDismiss } = props;
  const wording = useWording();
  const { text } = wording;
  const id = useId();
  const notBefore = step.kind === 'running' ? undefined : step.notBefore;
  const waits = useIsBefore(notBefore);
  const toSend = step.kind === 'plan' ? step.plan.retry.length : step.kind === 'running' ? step.total : 0;
  const stops = step.kind === 'running' && onStop !== undefined && (step.more || step.stopping);
  const remainder = step.kind === 'result' ? (step.remainder ?? 0) : 0;
  return (
    <div className="task-retry-actions" data-part="actions">
      <div className="task-retry-actions__aside">
        {step.kind === 'running' && onDismiss && <p className="task-retry-meta">{text('runningNote')}</p>}
        {step.kind === 'plan' && onShowLastResult && (
          <Button part="show-last-result" look="quiet" label={text('showLastResult')} onPress={onShowLastResult} />
        )}
        {step.kind === 'result' && onPlanAgain && (
          <Button part="plan-again" look="quiet" label={text('planAgain')} onPress={onPlanAgain} />
        )}
        {waits && notBefore !== undefined && (
          <p className="task-retry-meta" id={id} data-part="wait">
            {text('waitUntil', { time: wording.time(notBefore, 'medium') })}
          </p>
        )}
      </div>
      {onDismiss && (
        <Button
          ref={dismissRef}
          part="dismiss"
          label={text(step.kind === 'plan' && toSend > 0 ? 'cancel' : 'close')}
          onPress={onDismiss}
        />
      )}
      {/* One element from plan to run, so that the focus stays where the user pressed. */}
      {stops && (
        <Button
          key="main"
          part="stop"
          label={text('stop')}
          busyLabel={text('stopping')}
          busy={step.stopping}
          onPress={onStop}
        />
      )}
      {!stops && toSend > 0 && (
        <Button
          key="main"
          part="confirm"
          look="accent"
          icon="retry"
          label={text('retryTasks', { count: toSend })}
          busyLabel={text('retrying')}
          busy={step.kind === 'running'}
          unavailable={waits}
          describedBy={waits ? id : undefined}
          onPress={onConfirm}
        />
      )}
      {step.kind === 'result' && onRetryRemainder && remainder > 0 && (
        <Button
          part="retry-remainder"
          look="accent"
          icon="retry"
          label={text(step.continues ? 'continueRun' : 'retryRemainder', { count: remainder })}
          unavailable={waits || step.check !== undefined}
          describedBy={waits ? id : undefined}
          onPress={onRetryRemainder}
        />
      )}
    </div>
  );
}

/** Whether a time, in ms since the epoch, has yet to come. Renders again when it has. */
function useIsBefore(time: number | undefined): boolean {
  const [passed, setPassed] = useState<number>();
  useEffect(() => {
    if (time === undefined) return undefined;
    // A longer delay than timers can count would end at once.
    const timer = setTimeout(() => setPassed(time), Math.min(Math.max(0, time - Date.now()), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [time]);
  return time !== undefined && passed !== time;
}
