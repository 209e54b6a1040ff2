'use client';
import {
  forwardRef,
  useEffect,
  useId,
  useRef,
  type ComponentPropsWithoutRef,
  type ForwardedRef,
  type ForwardRefExoticComponent,
  type RefAttributes,
} from 'react';
import { useWording } from '../../hooks/TaskRetryContext.ts';
import type { Wording } from '../../messages/wording.ts';
import type { SkipReason } from '../../retry/eligibility.ts';
import type { StageRetryState } from '../../retry/stageRetryState.ts';
import { Button } from '../parts/Button.tsx';
import { classNames } from '../parts/classNames.ts';
import { skipText } from '../parts/notice.ts';
import { OutcomeNotice } from '../parts/OutcomeNotice.tsx';
import { stageNotice } from './stageNotice.ts';

/** Props of `StageRetryButtonView`. Everything else goes to its root, a `<div>`. */
export interface StageRetryButtonViewProps extends ComponentPropsWithoutRef<'div'> {
  /** What the button says. */
  state: StageRetryState;
  /** Name of the stage, for messages. Default: "this stage". */
  stageName?: string | undefined;
  /** Number of the next retry, from 1. Left out: no attempt is shown. */
  attempt?: number | undefined;
  /** How many retries there are in all. Left out: none is named. */
  maxRetries?: number | undefined;
  /** `small` (28 px) for a stage's action area, `medium` (32 px) for its execution report. Default: `medium`. */
  size?: 'medium' | 'small' | undefined;
  /** Called once for each intent to retry, also against the advice to check first. */
  onRetry?: (() => void) | undefined;
  /** Called when the task of an unknown retry should be read again. Left out: checking is not offered. */
  onCheck?: (() => void) | undefined;
}

/**
 * Retries one failed stage, and tells beside the button what became of it (SPEC.md, section 5.1). A function of its
 * props: no network, no query library. Renders a `<div>` with `data-state`, the kind of its state.
 *
 * Not for a whole task, nor for many: see `BatchRetryDialogView`.
 */
export const StageRetryButtonView: ForwardRefExoticComponent<
  StageRetryButtonViewProps & RefAttributes<HTMLDivElement>
> = forwardRef(function StageRetryButtonView(
  { state, stageName, attempt, maxRetries, size = 'medium', onRetry, onCheck, className, ...root }: StageRetryButtonViewProps,
  ref: ForwardedRef<HTMLDivElement>,
) {
  const wording = useWording();
  const mainRef = useRef<HTMLButtonElement>(null);
  const focused = useRef<Element>(null);
  useEffect(() => {
    // "Retry anyway" goes when its retry starts or a check ends; what has the focus then must not go with it.
    if (focused.current?.isConnected === false && document.activeElement === document.body) mainRef.current?.focus();
  });
  const id = useId();
  const notice = stageNotice(state, stageName, wording);
  const aside = asideOf(state, attempt, maxRetries, wording);
  const describedBy = classNames(
    stageName !== undefined && `${id}stage`,
    aside !== undefined && `${id}aside`,
    notice && `${id}notice`,
  );
  const { text } = wording;
  const blocked = isBlocked(state);
  const unknown = state.kind === 'unknown' ? state : undefined;
  const check = unknown && onCheck;
  const main = check
    ? { label: text('check'), busyLabel: text('checking'), busy: unknown.check === 'checking', onPress: check }
    : ({
        icon: 'retry',
        look: state.kind === 'ready' ? 'accent' : 'default',
        label: text(unknown ? 'retryAnyway' : 'retryFromStage'),
        busyLabel: text('retrying'),
        busy: state.kind === 'pending',
        unavailable: blocked,
        onPress: onRetry,
      } as const);
  return (
    <div
      // A name needs a role to belong to; without one there is nothing to group.
      role={root['aria-label'] ?? root['aria-labelledby'] ? 'group' : undefined}
      {...root}
      ref={ref}
      className={classNames('task-retry-stage', className)}
      data-component="StageRetryButton"
      data-state={state.kind}
      onFocus={(event) => {
        focused.current = event.target;
        root.onFocus?.(event);
      }}
      onBlur={(event) => {
        // Not where the window is left: it keeps the focus.
        if (document.activeElement !== event.target) focused.current = null;
        root.onBlur?.(event);
      }}
    >
      {stageName !== undefined && (
        <span id={`${id}stage`} hidden>
          {stageName}
        </span>
      )}
      <div className="task-retry-stage__actions" data-part="actions">
        {/* One element through all states, so that the focus stays while its meaning changes. */}
        <Button ref={mainRef} part="button" size={size} describedBy={describedBy} {...main} />
        {check && (
          <Button
            part="retry-anyway"
            size={size}
            look="quiet"
            label={text('retryAnyway')}
            unavailable={blocked || unknown.check === 'checking'}
            describedBy={describedBy}
            onPress={onRetry}
          />
        )}
        {aside !== undefined && (
          <span className="task-retry-meta" data-part={state.kind === 'unavailable' ? 'reason' : 'attempt'} id={`${id}aside`}>
            {aside}
          </span>
        )}
      </div>
      {notice && <OutcomeNotice id={`${id}notice`} notice={notice} />}
    </div>
  );
});

/** Why the stage may not be retried now, where that has nothing to do with its last retry. */
function skipOf(state: StageRetryState): SkipReason | undefined {
  if (state.kind === 'unavailable') return state.reason;
  return 'blocked' in state ? state.blocked : undefined;
}

function isBlocked(state: StageRetryState): boolean {
  if (state.kind === 'submitted' || skipOf(state)) return true;
  return state.kind === 'refused' && state.reason.verdict === 'will-not-pass';
}

/** The muted words beside the button: why it cannot be used, or which attempt it would be. */
function asideOf(
  state: StageRetryState,
  attempt: number | undefined,
  limit: number | undefined,
  wording: Wording,
): string | undefined {
  const { text } = wording;
  const skip = skipOf(state);
  if (skip) return skipText(skip, wording);
  if (state.kind === 'submitted' || attempt === undefined) return undefined;
  if (limit === undefined) return text('attempt', { attempt });
  if (attempt > limit) return text('skip.limit-reached', { used: attempt - 1, limit });
  return text(attempt === limit ? 'lastAttempt' : 'attemptOf', { attempt, limit });
}
