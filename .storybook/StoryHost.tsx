import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useLayoutEffect, useState, type ReactElement, type ReactNode } from 'react';
import { TaskRetryProvider } from '../src/hooks/TaskRetryProvider.tsx';
import { en } from '../src/messages/en.ts';
import { zhCN } from '../src/messages/zh-CN.ts';

interface StoryHostProps {
  theme: string;
  locale: string;
  contrast: string;
  size: string;
  children: ReactNode;
}

/** The page around a story: a colour scheme, a contrast, a size, a language, and a QueryClient of its own. */
export function StoryHost({ theme, locale, contrast, size, children }: StoryHostProps): ReactElement {
  const [queryClient] = useState(hostileQueryClient);
  useLayoutEffect(() => {
    const { documentElement: page } = document;
    page.dataset['theme'] = theme;
    page.lang = locale;
    page.dataset['taskRetryContrast'] = contrast;
    page.dataset['taskRetrySize'] = size;
  }, [theme, locale, contrast, size]);
  return (
    <QueryClientProvider client={queryClient}>
      <TaskRetryProvider messages={locale === 'zh-CN' ? zhCN : en}>
        <main className="story">{children}</main>
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
