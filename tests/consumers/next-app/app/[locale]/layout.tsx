import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import 'task-retry-ui/styles.css';
import { Providers } from './providers';

export default async function Layout({ children, params }: { children: ReactNode; params: Promise<{ locale: string }> }) {
  const { locale } = await params;
  if (!['en', 'de', 'zh-CN'].includes(locale)) notFound();
  return (
    <html lang={locale}>
      <body>
        <Providers locale={locale}>{children}</Providers>
      </body>
    </html>
  );
}
