// Compiles the installed package with the React Compiler, in place, from the sources that its source maps carry: in what
// tsc made of JSX the compiler takes refs for arguments. A function that it leaves as it is has to opt out with
// "use no memo", beside a comment that says why.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@babel/core';

const dist = join('node_modules', 'task-retry-ui', 'dist');
let compiled = 0;
const optedOut = [];
const failed = [];

for (const name of readdirSync(dist, { recursive: true })) {
  if (!name.endsWith('.js')) continue;
  const file = join(dist, name);
  const { sources, sourcesContent } = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const logger = {
    logEvent(_, event) {
      const place = `${sources[0].replaceAll('../', '')}:${event.fnLoc?.start.line ?? '?'}`;
      if (event.kind === 'CompileSuccess') compiled++;
      if (event.kind !== 'CompileError') return;
      const { start, end } = event.fnLoc;
      const code = sourcesContent[0].split('\n').slice(start.line - 1, end.line).join('\n');
      if (code.includes("'use no memo'")) optedOut.push(place);
      else failed.push(`${place} ${event.detail.reason ?? event.detail.options?.reason}`);
    },
  };
  const { code } = transformSync(sourcesContent[0], {
    filename: file.replace(/\.js$/, '.tsx'),
    configFile: false,
    babelrc: false,
    presets: [['@babel/preset-react', { runtime: 'automatic' }], ['@babel/preset-typescript', { rewriteImportExtensions: true, allowDeclareFields: true }]],
    plugins: [['babel-plugin-react-compiler', { target: '19', sources: () => true, panicThreshold: 'none', logger }]],
  });
  writeFileSync(file, code);
}

console.log(`${compiled} functions compiled, opted out: ${[...new Set(optedOut)].join(', ')}`);
for (const line of failed) console.error(`Not compiled, and no comment says why: ${line}`);
if (compiled === 0) console.error('Nothing was compiled, so nothing is proved.');
process.exitCode = failed.length > 0 || compiled === 0 ? 1 : 0;
