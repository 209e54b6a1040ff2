/** What a button says now; what it says at other times may stand after it, unseen. */
export function labelOf(button: Element | null | undefined): string {
  const label = button?.querySelector('.task-retry-button__other')?.previousSibling ?? button?.lastChild;
  return label?.textContent ?? '';
}
