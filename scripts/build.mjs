// dist/: one module with types per source module, by tsc, the stylesheet in a layer and without one, and the tokens. No
// bundler: the application has one, and separate modules keep `"use client"` and let it drop what it does not use.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stylesheet } from './stylesheet.mjs';

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
  for (const [name, layered] of [['styles.css', true], ['styles.unlayered.css', false]]) {
    const { code, warnings } = await stylesheet({ layered });
    for (const { message, loc } of warnings) console.error(`${relative(root, loc.filename)}:${loc.line}: ${message}`);
    if (warnings.length > 0) stop('The stylesheet has the faults named above; browsers would ignore those places.');
    writeFileSync(join(dist, name), code);
    // TypeScript 6 and newer accept `import 'task-retry-ui/styles.css'` only where types are declared for it.
    writeFileSync(join(dist, `${name}.d.ts`), 'export {}\n');
  }
} catch (error) {
  const place = error.loc ? `${relative(root, error.fileName ?? styles)}:${error.loc.line}: ` : '';
  stop(`The stylesheet could not be built. ${place}${error.message}`);
}
copyFileSync(join(root, 'src', 'styles', 'tokens.json'), join(dist, 'tokens.json'));

function stop(text) {
  console.error(text);
  process.exit(1);
}
