// src/styles.css with what it imports, as one stylesheet.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleAsync } from 'lightningcss';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Resolves to `{ code, warnings }`. The unlayered twin has the same rules, of the same files. */
export function stylesheet({ layered, minify = false }) {
  // No `targets`: lightningcss would replace light-dark() by fallbacks that ignore color-scheme on inner elements.
  return bundleAsync({
    filename: join(root, 'src', 'styles.css'),
    projectRoot: root,
    minify,
    resolver: {
      read(file) {
        const css = readFileSync(file, 'utf8');
        return layered ? css : css.replaceAll(/^@layer task-retry;$| layer\(task-retry\)/gm, '');
      },
    },
  });
}
