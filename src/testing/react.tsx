'use client';
// `task-retry-ui/testing/react`: what stories need around them. Apart from `testing`, which needs no React.
import { QueryClient, QueryClientProvider, type QueryClientConfig } from '@tanstack/react-query';
import { useState, type ReactElement, type ReactNode } from 'react';

/**
 * A decorator for stories: each has a QueryClient of its own, so that none sees what another has cached. Without
 * `config` failed queries are not tried again, so that a story shows an error at once.
 */
export function withQueryClient(
  config: QueryClientConfig = { defaultOptions: { queries: { retry: false } } },
): (Story: () => ReactNode) => ReactElement {
  return (Story: () => ReactNode): ReactElement => (
    <WithQueryClient config={config}>
      <Story />
    </WithQueryClient>
  );
}

function WithQueryClient({ config, children }: { config: QueryClientConfig; children: ReactNode }): ReactElement {
  const [client] = useState(() => new QueryClient(config));
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
