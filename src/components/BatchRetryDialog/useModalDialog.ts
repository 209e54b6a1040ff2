'use client';
import { useEffect, useLayoutEffect, useReducer, useRef, type RefObject } from 'react';
import { useLatest } from '../../hooks/useLatest.ts';

/** Before the page is drawn. On a server, where neither runs, React 18 warns of the other. */
const useCommitEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;

/**
 * Shows a native dialog as modal while `open`; returns what its `onClose` calls. Closing it is the user's own act (Escape,
 * the platform's gesture) or that of the parent: only the first is reported, once, and the dialog is shown again where
 * the parent keeps it open.
 */
export function useModalDialog(
  ref: RefObject<HTMLDialogElement | null>,
  open: boolean,
  onUserClose: () => void,
  focusFirst: () => void,
): () => void {
  const ownCloses = useRef(0);
  const openedFrom = useRef<readonly Element[]>(undefined);
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const latest = useLatest({ onUserClose, focusFirst });

  // Before the page is drawn, so that a hidden Activity or an unmount never leaves the page inert behind a dialog nobody sees.
  useCommitEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) {
      openedFrom.current = undefined;
      return undefined;
    }
    // Shown again after it was hidden while open: the focus was somewhere else meanwhile, and goes back to where it came from.
    const opener = openedFrom.current?.[0];
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
    const trail = openedFrom.current ?? ancestry(dialog.ownerDocument.activeElement);
    openedFrom.current = trail;
    return () => {
      if (dialog.open && typeof dialog.close === 'function') {
        ownCloses.current += 1;
        dialog.close();
      } else dialog.removeAttribute('open');
      // After the commit that closes it, since that may also remove the element that the platform gave the focus to.
      queueMicrotask(() => focusNearest(trail));
    };
  }, [ref, open]);

  // After every render: a user's close that the parent does not take up shows it again.
  useCommitEffect(() => {
    const dialog = ref.current;
    if (!open || !dialog) return;
    if (!dialog.open) showModal(dialog);
    else if (document.activeElement !== document.body) return;
    // Just shown, or what had the focus is no longer offered.
    latest.current.focusFirst();
  });

  return () => {
    if (ownCloses.current > 0) {
      ownCloses.current -= 1;
      return;
    }
    latest.current.onUserClose();
    renderAgain();
  };
}

function showModal(dialog: HTMLDialogElement): void {
  // Test environments without layout lack showModal and close; a team's tests there should still find the content.
  if (typeof dialog.showModal === 'function') dialog.showModal();
  else dialog.setAttribute('open', '');
}

function ancestry(element: Element | null): readonly Element[] {
  const trail: Element[] = [];
  for (let each = element; each; each = each.parentElement) trail.push(each);
  return trail;
}

const FOCUSABLE = 'button,a,input,select,textarea,[tabindex="0"]';

/**
 * Where what opened the dialog is gone, hidden or disabled, the focus goes to what is nearest to it rather than to the
 * body. Tried one by one: whether an element takes the focus is best asked of the platform.
 */
function focusNearest(trail: readonly Element[]): void {
  const { activeElement, body } = document;
  if (activeElement && activeElement !== body && isShown(activeElement)) return;
  for (const element of trail) {
    if (element === body || !element.isConnected) continue;
    for (const candidate of [element, ...element.querySelectorAll(FOCUSABLE)]) {
      if (candidate instanceof HTMLElement) candidate.focus({ preventScroll: true });
      if (document.activeElement === candidate && isShown(candidate)) return;
    }
  }
}

/** What the same commit hides keeps the focus until the page is next drawn. Test environments without layout cannot tell. */
function isShown(element: Element): boolean {
  return typeof element.checkVisibility !== 'function' || element.checkVisibility();
}
