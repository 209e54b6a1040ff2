import type { ReactElement } from 'react';

/** The id of a task that is named by its title; nothing where the id is already its name. */
export function TaskId({ row }: { row: { readonly id: string; readonly title?: string | undefined } }): ReactElement | null {
  if (!row.title) return null;
  return (
    <bdi className="task-retry-id" data-part="id">
      {row.id}
    </bdi>
  );
}
