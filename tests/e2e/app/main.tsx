import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode, useEffect, useState, type ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import '../../../src/styles.css';
import './page.css';
import { App, type Route } from '../../../stories/pages/App.tsx';
import { createPageApi } from '../../../stories/pages/pageApi.ts';

// What a test chooses: where the platform is, the language, and how many ids a request carries.
const chosen = new URLSearchParams(location.search);
const api = createPageApi({ baseUrl: `${chosen.get('platform')}/api/v1`, fetch: (...args) => fetch(...args) });
const locale = chosen.get('locale') ?? 'en';
const chunkSize = Number(chosen.get('chunk') ?? 100);
document.documentElement.lang = locale;

function Product(): ReactElement {
  const [route, setRoute] = useState(routeOfAddress);
  useEffect(() => {
    const follow = (): void => setRoute(routeOfAddress());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const go = (to: Route): void => {
    location.hash = to === undefined ? '/tasks' : `/tasks/${encodeURIComponent(to)}`;
  };
  return <App api={api} locale={locale} chunkSize={chunkSize} route={route} onRoute={go} />;
}

function routeOfAddress(): Route {
  const id = /^#\/tasks\/([^/]+)$/.exec(location.hash)?.[1];
  return id === undefined ? undefined : decodeURIComponent(id);
}

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root, so the product cannot be shown.');
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={new QueryClient()}>
      <Product />
    </QueryClientProvider>
  </StrictMode>,
);
