import type { ReactElement } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { expect, test, vi } from 'vitest';
import { StageRetryButtonView } from '../../src/components/StageRetryButton/StageRetryButtonView.tsx';
import { TaskRetryProvider } from '../../src/hooks/TaskRetryProvider.tsx';
import type { Messages } from '../../src/messages/Messages.ts';
import { en } from '../../src/messages/en.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import { SOON } from '../support/platform.tsx';

/** A time of day is in it, which is another one on a server elsewhere. */
const page = (messages: Messages): ReactElement => (
  <TaskRetryProvider messages={messages}>
    <StageRetryButtonView state={{ kind: 'unsent', notTakenAt: Date.UTC(2026, 10, 5, 23, 30) }} />
  </TaskRetryProvider>
);

test.each([
  ['English', en, /Not retried as of 11:30:00\sPM UTC/, /as of \d+:30\s[AP]M,/],
  ['Chinese', zhCN, /UTC.*23:30:00|23:30:00.*UTC/, /\d\d:30(?!:)/],
])('the HTML of a server is in the page’s language, %s, tells times in UTC, and comes to life unchanged', async (_, messages, served, shown) => {
  const container = document.createElement('div');
  container.innerHTML = renderToString(page(messages));
  document.body.append(container);
  expect(container.textContent).toMatch(served);
  expect(container.querySelector('button')?.textContent).toContain(messages.retryFromStage);
  const onRecoverableError = vi.fn<() => void>();
  const root = hydrateRoot(container, page(messages), { onRecoverableError });
  await vi.waitUntil(() => shown.test(container.textContent), SOON);
  expect(container.textContent).not.toContain('UTC');
  expect(onRecoverableError).not.toHaveBeenCalled();
  root.unmount();
  container.remove();
});
