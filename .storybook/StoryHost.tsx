import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, useState, type ReactElement, type ReactNode } from 'react';
import { TaskRetryProvider } from '../src/hooks/TaskRetryProvider.tsx';
import { messagesOf } from './locales.ts';

interface StoryHostProps {
  theme: string;
  locale: string;
  direction: string;
  contrast: string;
  size: string;
  children: ReactNode;
}

/** The page around a story: a colour scheme, a contrast, a size, a language, a direction, and a QueryClient of its own. */
export function StoryHost({ theme, locale, direction, contrast, size, children }: StoryHostProps): ReactElement {
  const [queryClient] = useState(hostileQueryClient);
  const messages = messagesOf(locale);
  useLayoutEffect(() => {
    const { documentElement: page } = document;
    page.dataset['theme'] = theme;
    page.lang = messages.locale;
    page.dataset['taskRetryContrast'] = contrast;
    page.dataset['taskRetrySize'] = size;
  }, [theme, messages.locale, contrast, size]);
  return (
    <QueryClientProvider client={queryClient}>
      <TaskRetryProvider messages={messages}>
        <main className="story" dir={direction}>{children}</main>
      </TaskRetryProvider>
    </QueryClientProvider>
  );
}

/** The worst defaults a team may have: every story shows that the package's own hooks hold against them. */
function hostileQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { mutations: { retry: 3, retryDelay: 1, throwOnError: true, networkMode: 'online' } },
  });
}
