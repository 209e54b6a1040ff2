import react from '@vitejs/plugin-react';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { build, preview, type Plugin } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the pages are, ends with `/`. */
    pages: string;
  }
}

const { resolve: resolveEntry } = createRequire(import.meta.url);
const src = resolve(import.meta.dirname, '../../src');

/** Bundles both pages with the built package and serves them while the tests run. */
export default async function servePages(project: TestProject): Promise<() => Promise<void>> {
  const outDir = await mkdtemp(join(tmpdir(), 'task-retry-ui-pages-'));
  const config = { root: join(import.meta.dirname, 'app'), configFile: false, build: { outDir, emptyOutDir: true } } as const;
  await build({ ...config, plugins: [react(), builtPackage()], logLevel: 'error' });
  const server = await preview({ ...config, preview: { host: '127.0.0.1', port: 0 } });
  const [url] = server.resolvedUrls?.local ?? [];
  if (url === undefined) throw new Error('Vite serves the pages nowhere, so no test can open them.');
  project.provide('pages', url);
  return async () => {
    await server.close();
    await rm(outDir, { recursive: true, force: true });
  };
}

/** Takes each import of an entry's source as an import of the entry, from `dist/` as package.json exports it. */
export function builtPackage(): Plugin {
  return {
    name: 'built-package',
    enforce: 'pre',
    async resolveId(id, importer) {
      const found = await this.resolve(id, importer, { skipSelf: true });
      if (!found?.id.startsWith(src + sep)) return null;
      const entry = relative(src, found.id).replace(/\/?index\.ts$/, '').replace(/\.tsx?$/, '');
      try {
        return resolveEntry(join('task-retry-ui', entry));
      } catch (error) {
        throw new Error(
          `${importer} imports src/${relative(src, found.id)}, which applications cannot: import an entry of package.json. ` +
            'Where it is one, `npm run build` first.',
          { cause: error },
        );
      }
    },
  };
}
