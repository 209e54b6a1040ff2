// dist/: one module with types per source module, by tsc, and one stylesheet. No bundler: the application has one,
// and separate modules keep `"use client"` and let it drop what it does not use.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from 'lightningcss';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

// A file whose source is gone must not be published.
rmSync(dist, { recursive: true, force: true });
mkdirSync(dist);

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
if (status !== 0) stop('The modules could not be built: tsc names the reasons above. dist/ is incomplete.');

const styles = join(root, 'src', 'styles.css');
if (!existsSync(styles)) stop('src/styles.css is missing. Without it the package has no stylesheet.');
try {
  // No `targets`: lightningcss would replace light-dark() by fallbacks that ignore color-scheme on inner elements.
  const { code, warnings } = bundle({ filename: styles, projectRoot: root, minify: false });
  for (const { message, loc } of warnings) console.error(`${relative(root, loc.filename)}:${loc.line}: ${message}`);
  if (warnings.length > 0) stop('The stylesheet has the faults named above; browsers would ignore those places.');
  writeFileSync(join(dist, 'styles.css'), code);
} catch (error) {
  const place = error.loc ? `${relative(root, error.fileName ?? styles)}:${error.loc.line}: ` : '';
  stop(`The stylesheet could not be built. ${place}${error.message}`);
}
// TypeScript 6 and newer accept `import 'task-retry-ui/styles.css'` only where types are declared for it.
writeFileSync(join(dist, 'styles.css.d.ts'), 'export {}\n');

function stop(text) {
  console.error(text);
  process.exit(1);
}
