'use client';
import type { ReactElement } from 'react';
import { useTaskRetryConfig } from '../../hooks/TaskRetryContext.ts';

/** A task by its title, else its id; a link where there is somewhere to go. */
export function TaskName({ id, title, href }: { id: string; title?: string | undefined; href?: string | undefined }): ReactElement {
  const { renderLink } = useTaskRetryConfig();
  const name = title || id;
  if (href === undefined || !isSafe(href)) {
    return (
      <bdi className="task-retry-name" data-part="task">
        {name}
      </bdi>
    );
  }
  // Of the same class as the name, so that it is contained like it: a title may turn the text around it.
  const className = 'task-retry-name';
  // A host's rules for links reach the link, not what is in it.
  const children = (
    <span className="task-retry-link" data-part="link">
      {name}
    </span>
  );
  if (renderLink) return <>{renderLink({ href, className, children, 'data-part': 'task', dir: 'auto' })}</>;
  return (
    <a href={href} className={className} data-part="task" dir="auto">
      {children}
    </a>
  );
}

/** An address that runs a script instead of going somewhere is no link, whoever made it. */
function isSafe(href: string): boolean {
  // Browsers drop control characters and leading white space before they read the scheme; what is not seen is no scheme.
  return !/^(?:javascript|vbscript|data):/i.test(href.replace(/[\p{C}\p{Z}]+/gu, ''));
}
