/** Has lists make what is out of sight of their first page, as a key does: a picture is of the whole page. */
export async function fillLists(): Promise<void> {
  if (!document.querySelector('.task-retry-row:nth-child(14)')) return;
  const rows = (): number => document.querySelectorAll('.task-retry-row').length;
  // Twice the same, since a list that was just rendered listens a moment later.
  for (let [before, last] = [-1, -2]; rows() !== before || before !== last; ) {
    [before, last] = [rows(), before];
    document.body.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
