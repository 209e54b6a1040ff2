// docs/api.md: what each entry of the package promises, read from the declarations in dist/. `npm run api` writes it; a
// test fails where it is out of date, so that no change of the public surface goes unseen.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The report of what is built in `dist`. Throws where a declaration cannot be found. */
export function apiReport(dist = join(root, 'dist')) {
  const modules = new Map();
  const read = (file) => {
    if (!modules.has(file)) modules.set(file, readModule(readFileSync(file, 'utf8'), file));
    return modules.get(file);
  };
  const { exports } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const entries = Object.entries(exports).filter(([, { types }]) => types && !types.endsWith('.css.d.ts'));
  const shown = new Map();
  const lists = entries.map(([entry, { types }]) => {
    const module = read(join(dist, relative('dist', types)));
    const names = /** @type {string[]} */ ([...module.exported.keys()]).toSorted();
    for (const name of names) show(module, name, shown, read);
    return `## task-retry-ui${entry.slice(1)}\n\n${names.map((name) => `\`${name}\``).join(', ')}\n`;
  });
  const declarations = [...shown].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, text]) => text);
  return `# What the package promises

Written by \`npm run api\` from the declarations; do not edit. A change here is a change for teams: see
[VERSIONING.md](../VERSIONING.md). Comments are left out. Names that no entry lists are here because others refer to them.

${lists.join('\n')}
## Declarations

\`\`\`ts
${declarations.join('\n\n').replaceAll(/\n{3,}/g, '\n\n')}
\`\`\`
`;
}

/** What a module declares and passes on. tsc writes each statement from the start of a line. */
function readModule(code, file) {
  const statements = code
    .replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '')
    .split(/\n(?=(?:export|declare|import|interface|type|const|function)\b)/);
  const [declared, origins, exported] = [new Map(), new Map(), new Map()];
  for (const statement of statements.map((text) => text.trim())) {
    const passed = /^(?<kind>import|export)(?: type)? \{(?<names>[^}]*)\} from '(?<from>\.[^']+)';/.exec(statement)?.groups;
    const declaration = /^(?:export )?(?:declare )?(?:abstract )?(?:interface|type|const|function|class) (?<name>\w+)/.exec(statement);
    if (passed) {
      const source = join(dirname(file), passed.from.replace(/\.[jt]sx?$/, '.d.ts'));
      for (const name of passed.names.match(/(?!type )\b\w+/g) ?? []) {
        origins.set(name, source);
        if (passed.kind === 'export') exported.set(name, source);
      }
    } else if (declaration) {
      const { name } = declaration.groups;
      declared.set(name, [...(declared.get(name) ?? []), statement.replaceAll(/^(?:export )?(?:declare )?/g, '').replaceAll(/\/\/# sourceMappingURL.*/g, '').trim()]);
      if (statement.startsWith('export')) exported.set(name, file);
    }
  }
  return { file, declared, origins, exported };
}

/** Adds a declaration, and what it refers to, each under its name and place. */
function show(module, name, shown, read) {
  const texts = module.declared.get(name);
  if (!texts) {
    const source = module.origins.get(name);
    if (!source) throw new Error(`The API report cannot be made: ${module.file} promises ${name}, and declares it nowhere.`);
    show(read(source), name, shown, read);
    return;
  }
  const key = `${name} ${module.file}`;
  if (shown.has(key)) return;
  shown.set(key, texts.join('\n'));
  const words = new Set(texts.join('\n').match(/\b[A-Za-z_]\w*\b/g));
  for (const word of words) if (module.declared.has(word) || module.origins.has(word)) show(module, word, shown, read);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(root, 'docs', 'api.md'), apiReport());
}
