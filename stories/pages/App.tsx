import type { MouseEvent, ReactElement } from 'react';
import { en, TaskRetryProvider, type Messages } from '../../src/index.ts';
import { zhCN } from '../../src/messages/zh-CN.ts';
import type { PageApi } from './pageApi.ts';
import { TaskDetail } from './TaskDetail.tsx';
import { TaskList } from './TaskList.tsx';
import { textsOf } from './texts.ts';
import './App.css';

/** Which page is shown: the task with this id, else the list. */
export type Route = string | undefined;

export interface AppProps {
  api: PageApi;
  locale: string;
  /** What the package's components say. Default: the language of the pages. */
  messages?: Messages;
  /** How many retries the platform allows a stage. */
  maxRetries?: number;
  /** How many ids a request of a batch carries. Default: that of the package. */
  chunkSize?: number;
  route: Route;
  onRoute: (route: Route) => void;
}

/** The product around both pages: one client, one language, one router. */
export function App({ api, locale, messages, maxRetries = 5, chunkSize, route, onRoute }: AppProps): ReactElement {
  const texts = textsOf(locale);
  const linkTo = (to: Route) => ({
    href: `#/tasks${to === undefined ? '' : `/${encodeURIComponent(to)}`}`,
    onClick: (event: MouseEvent) => {
      // With a modifier it is for the browser: a new tab, a download.
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      onRoute(to);
    },
  });
  return (
    <TaskRetryProvider
      api={api.retries}
      messages={messages ?? (locale === 'zh-CN' ? zhCN : en)}
      maxRetries={maxRetries}
      {...(chunkSize !== undefined && { chunkSize })}
    >
      <div className="app">
        {route === undefined ? (
          <TaskList api={api} texts={texts} linkTo={linkTo} />
        ) : (
          <TaskDetail key={route} id={route} api={api} texts={texts} maxRetries={maxRetries} back={linkTo(undefined)} />
        )}
      </div>
    </TaskRetryProvider>
  );
}
