// Compiles the installed package with the React Compiler, in place. A function that the compiler leaves as it is has to
// say why, in a comment with "use no memo".
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@babel/core';

const dist = join('node_modules', 'task-retry-ui', 'dist');
let compiled = 0;
const skipped = [];
const failed = [];

for (const name of readdirSync(dist, { recursive: true })) {
  if (!name.endsWith('.js')) continue;
  const file = join(dist, name);
  const source = readFileSync(file, 'utf8');
  const logger = {
    logEvent(_, event) {
      const place = `${name}:${event.fnLoc?.start.line ?? '?'}`;
      if (event.kind === 'CompileSuccess') compiled++;
      else if (event.kind === 'CompileSkip') skipped.push(place);
      else if (event.kind === 'CompileError') failed.push(`${place} ${event.detail.reason ?? event.detail.options?.reason}`);
    },
  };
  const { code } = transformSync(source, {
    filename: file,
    configFile: false,
    babelrc: false,
    plugins: [['babel-plugin-react-compiler', { target: '19', sources: () => true, panicThreshold: 'none', logger }]],
  });
  writeFileSync(file, code);
}

console.log(`${compiled} functions compiled, ${skipped.length} opted out: ${skipped.join(', ')}`);
for (const line of failed) console.error(`Not compiled, and no comment says why: ${line}`);
if (compiled === 0) console.error('Nothing was compiled, so nothing is proved.');
process.exitCode = failed.length > 0 || compiled === 0 ? 1 : 0;
