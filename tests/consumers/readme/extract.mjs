// Follows README.md, as it is in the tarball, word for word: writes the files that it shows, under the names it gives.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';

const readme = readFileSync('node_modules/task-retry-ui/README.md', 'utf8');
const files = Array.from(readme.matchAll(/^```\w+ title=(\S+)\n([\s\S]*?)^```$/gm), ([, name, code]) => ({ name, code }));
assert.deepEqual(files.map(({ name }) => name), ['Retries.jsx', 'index.html', 'main.jsx', 'vite.config.mjs']);
for (const { name, code } of files) writeFileSync(name, code);

// Ten lines of ours, at most.
assert.ok(files[0].code.trim().split('\n').length <= 10, 'the first use has more than ten lines');

// It says to install what is installed here, whose versions are locked.
const installs = Array.from(readme.matchAll(/^.*\bnpm install ([^#\n]*)/gm), ([, names]) => names.trim().split(/\s+/)).flat();
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
assert.deepEqual(installs.toSorted(), ['../task-retry-ui/task-retry-ui-0.1.0.tgz', ...Object.keys(dependencies)].toSorted());
readFileSync('../task-retry-ui/task-retry-ui-0.1.0.tgz');
