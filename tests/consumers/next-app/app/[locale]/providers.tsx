'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { en, TaskRetryProvider } from 'task-retry-ui';
import { zhCN } from 'task-retry-ui/messages/zh-CN';

export function Providers({ locale, children }: { locale: string; children: ReactNode }) {
  const [client] = useState(() => new QueryClient());
  return (
    <QueryClientProvider client={client}>
      <TaskRetryProvider messages={locale === 'zh-CN' ? zhCN : { ...en, locale }}>{children}</TaskRetryProvider>
    </QueryClientProvider>
  );
}
