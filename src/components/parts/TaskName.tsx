'use client';
import type { ReactElement } from 'react';
import { useTaskRetryConfig } from '../../hooks/TaskRetryContext.ts';

/** A task by its title, else its id; a link where there is somewhere to go. */
export function TaskName({ id, title, href }: { id: string; title?: string | undefined; href?: string | undefined }): ReactElement {
  const { renderLink } = useTaskRetryConfig();
  const name = <bdi className="task-retry-name">{title || id}</bdi>;
  if (href === undefined || !isSafe(href)) return <span data-part="task">{name}</span>;
  if (renderLink) return <>{renderLink({ href, className: 'task-retry-link', children: name, 'data-part': 'task' })}</>;
  return (
    <a href={href} className="task-retry-link" data-part="task">
      {name}
    </a>
  );
}

/** An address that runs a script instead of going somewhere is no link, whoever made it. */
function isSafe(href: string): boolean {
  // Browsers drop control characters and leading white space before they read the scheme.
  // oxlint-disable-next-line no-control-regex
  return !/^(?:javascript|vbscript|data):/i.test(href.replace(/[\u0000-\u0020]+/g, ''));
}
