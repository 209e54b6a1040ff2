// Checks src/ with the oldest and the newest TypeScript that are supported, as bundlers resolve modules and as Node does,
// without skipLibCheck. Faults in the declarations of others are theirs.
import { spawnSync } from 'node:child_process';

const strict = '--strict --noEmit --jsx react-jsx --target es2022 --exactOptionalPropertyTypes --verbatimModuleSyntax'.split(' ');
const resolutions = {
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler', '--resolveJsonModule'],
  nodenext: ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--resolveJsonModule'],
};
const files = {
  'src/everything.tsx': [],
  'src/server.ts': ['--lib', 'es2023', '--types', 'node'],
};
let failed = false;
for (const compiler of ['typescript-lowest', 'typescript-newest']) {
  for (const [name, options] of Object.entries(resolutions)) {
    for (const [file, own] of Object.entries(files)) {
      const args = [`node_modules/${compiler}/bin/tsc`, ...strict, ...options, ...own, '--skipLibCheck', 'false', '--pretty', 'false', file];
      const { stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' });
      const faults = stdout.split('\n').filter((line) => /error TS/.test(line));
      const ours = faults.filter((line) => !/^node_modules\/(?!task-retry-ui\/)/.test(line));
      console.log(`${compiler}, ${name}, ${file}: ${ours.length} faults of ours, ${faults.length - ours.length} of others`);
      for (const line of ours) console.error(line);
      failed ||= ours.length > 0;
    }
  }
}
process.exitCode = failed ? 1 : 0;
