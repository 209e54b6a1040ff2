// `npm start`, `npm test` and others come here: take a fresh clone to the point where the inner script can run, then run it.
//
//   node scripts/bootstrap.mjs storybook|check|scripts/NAME.mjs [arguments for the inner script]
//
// This file runs before anything is installed and on Node 20, so it uses Node built-ins only.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { constants as os } from 'node:os';
import { basename, delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const nodeFolder = join(root, 'scripts', 'node');
const windows = process.platform === 'win32';
const [name, ...args] = process.argv.slice(2);
const NO_BROWSER = ['scripts/platform.mjs', 'scripts/proveMutation.mjs'];
const env = { ...process.env };
// Windows spells it Path; a second spelling in the copy would win or lose by chance.
const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH';

if (name !== 'storybook' && name !== 'check' && !name?.endsWith('.mjs')) {
  stop(`There is nothing called "${name ?? ''}" to run. Use \`npm start\` (Storybook) or \`npm test\` (all checks).`);
}

let node = process.execPath;
node = chooseNode();
install(root, 'the dependencies');
const browser = NO_BROWSER.includes(name) ? undefined : chooseBrowser();
if (browser) env.CHROMIUM_PATH = browser;
run(name);

/** The Node to work with: the running one, or the locked one from scripts/node when the running one is too old. */
function chooseNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  // What Vite, Vitest and Storybook support, and 22 only where it reads TypeScript, as scripts here need. People who only
  // use the package need none of this.
  if ((major === 22 && minor >= 18) || major === 24 || major >= 26) return process.execPath;

  const platform = `${windows ? 'win' : process.platform}-${process.arch}`;
  const packageName = `node-${platform}`;
  const ask =
    `This is Node ${process.versions.node}, but Storybook, Vitest and the scripts here need 22.18+, 24 or 26+.\n` +
    'Install Node 24 (nodejs.org, nvm, fnm, brew install node@24 …) and run the same command again.';
  const { optionalDependencies } = readJson(join(nodeFolder, 'package.json'));
  if (!(packageName in optionalDependencies)) stop(`${ask}\nOn ${platform} it cannot be fetched for you.`);

  install(nodeFolder, `Node ${optionalDependencies[packageName]}, because ${process.versions.node} is not supported`);
  const bin = join(nodeFolder, 'node_modules', packageName, 'bin');
  const executable = join(bin, windows ? 'node.exe' : 'node');
  // It is built for glibc: on Alpine, for instance, it installs but does not run.
  if (spawnSync(executable, ['--version']).status !== 0) stop(`${ask}\nThe Node fetched for you does not run here.`);
  env[pathKey] = bin + delimiter + (env[pathKey] ?? '');
  return executable;
}

/** `npm ci` in a folder, unless what is installed there already belongs to its lock file. */
function install(folder, what) {
  const manifest = readJson(join(folder, 'package.json'));
  const fingerprint = createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    // Not the whole manifest: editing a script is no reason to install again.
    .update(
      JSON.stringify([
        manifest.dependencies,
        manifest.devDependencies,
        manifest.optionalDependencies,
        manifest.peerDependencies,
        manifest.overrides,
      ]),
    )
    // A folder shared between a Mac and a Linux container holds binaries of only one of them.
    .update(`${process.platform}-${process.arch}`)
    .digest('hex');
  const stamp = join(folder, 'node_modules', '.installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return;

  say(`Installing ${what} …`);
  // `include` overrules NODE_ENV=production and `omit` settings. No package needs its install script.
  const [command, before] = npm();
  const { status } = spawnSync(
    command,
    [...before, 'ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'],
    { cwd: folder, env, stdio: 'inherit', shell: windows && command === 'npm' },
  );
  if (status !== 0) {
    stop(
      `Could not install ${what}: \`npm ci\` failed, its message is above. Nothing here runs without it.\n` +
        'Check the connection to the npm registry, and that package-lock.json belongs to package.json; then try again.',
    );
  }
  // Written last: an interrupted install leaves no stamp and is repeated.
  writeFileSync(stamp, fingerprint);
}

/**
 * npm's own script under the chosen Node, so that npm judges `engines` by the Node that will be used.
 * @returns {[command: string, before: string[]]}
 */
function npm() {
  const cli = env.npm_execpath;
  return cli && basename(cli) === 'npm-cli.js' ? [node, [cli]] : ['npm', []];
}

/** A Chromium for the tests. Storybook uses one if it is there (its test panel), but does not need it. */
function chooseBrowser() {
  if (env.CHROMIUM_PATH) {
    if (isProgram(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH;
    stop(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, which is no program. Correct it, or unset it to have one looked for.`);
  }
  const found = findBrowser();
  if (found || name === 'storybook') return found;

  say('The tests run in Chromium, and none was found. Installing one …');
  for (const [command, ...rest] of browserInstallers()) {
    const { status } = spawnSync(command, rest, {
      cwd: root,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'inherit',
    });
    const installed = status === 0 ? findBrowser() : undefined;
    if (installed) return installed;
  }
  return stop(
    'No Chromium was found and none could be installed, so the tests cannot run.\n' +
      'Install Chromium or Chrome, or set CHROMIUM_PATH to the program of one you have; then try again.',
  );
}

function findBrowser() {
  // Debian's first, by its full path: it brings the libraries it needs along.
  const folders = ['/usr/bin', ...(env[pathKey] ?? '').split(delimiter).filter(Boolean)];
  for (const program of ['chromium', 'google-chrome', 'google-chrome-stable']) {
    for (const folder of folders) {
      const path = join(folder, windows ? `${program}.exe` : program);
      if (isProgram(path)) return path;
    }
  }
  const code = "process.stdout.write(require('playwright').chromium.executablePath())";
  const path = spawnSync(node, ['-e', code], { cwd: root, env, encoding: 'utf8' }).stdout;
  return path && isProgram(path) ? path : undefined;
}

function browserInstallers() {
  const playwright = [node, join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium'];
  // Debian itself only: Ubuntu's package of that name is an empty shell around snap.
  const debian = existsSync('/etc/os-release') && /^ID="?debian"?$/m.test(readFileSync('/etc/os-release', 'utf8'));
  if (!debian || process.getuid?.() !== 0) return [playwright];
  return [
    ['apt-get', 'update'],
    ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
    playwright,
  ];
}

function run(script) {
  const [command, before] = npm();
  const [program, given] = script.endsWith('.mjs')
    ? [node, [script, ...args]]
    : [command, [...before, 'run', script, ...(args.length > 0 ? ['--', ...args] : [])]];
  // npm starts scripts through a shell, which dies of a signal without passing it on. Without a terminal (which sends
  // Ctrl-C to everyone by itself) the script therefore gets a process group of its own, and signals go to the group.
  const group = !windows && !process.stdin.isTTY;
  const child = spawn(program, given, {
    cwd: root,
    env,
    stdio: 'inherit',
    detached: group,
    shell: windows && program === 'npm',
  });
  const end = (signal) => (group && child.pid ? process.kill(-child.pid, signal) : child.kill(signal));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(signal));
  // For the same reason a signal to the outer npm never arrives here; that its shell is gone is all there is to see.
  const parent = process.ppid;
  if (group && env.npm_lifecycle_event) {
    setInterval(() => process.ppid === parent || end('SIGTERM'), 500).unref();
  }
  child.on('error', (error) => stop(`Could not start npm (${error.message}). Is it installed and on PATH?`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + os.signals[signal]));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}

function say(text) {
  console.error(text);
}

function stop(text) {
  say(`\n${text}`);
  process.exit(1);
}
