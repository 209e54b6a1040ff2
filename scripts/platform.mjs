// Serves the platform of the testing kit on this machine, with data at size: `npm run platform -- --help`.
import { parseArgs } from 'node:util';

const HELP = `npm run platform -- [options]

  --port 4010       where it listens, on 127.0.0.1 only; 0 takes a free port
  --tasks 1000      how many tasks there are
  --failed 0.3      which share of them is failed, from 0 to 1
  --max-retries 5   how often a stage can be retried
  --seed 1          the same seed gives the same tasks and the same faults
  --fault ...       what goes wrong, any number of times: KIND[@ENDPOINT][:CHANCE]
                    KIND: drop-before, drop-after, hang-before, hang-after, delay-<ms>, status-<code>, broken
                    ENDPOINT: retry-from-stage, retry-batch, task, tasks, cockpit, all (without one: the two retries)
                    CHANCE: above 0, up to 1 (without one: always)
                    of several that fit a request the last one counts

  GET /requests answers with the log of requests.`;

/** @type {import('node:util').ParseArgsConfig['options']} */
const options = {
  port: { type: 'string', default: '4010' },
  tasks: { type: 'string', default: '1000' },
  failed: { type: 'string', default: '0.3' },
  'max-retries': { type: 'string', default: '5' },
  seed: { type: 'string', default: '1' },
  fault: { type: 'string', multiple: true, default: [] },
  help: { type: 'boolean', default: false },
};

if (!process.features.typescript) {
  stop(`Node ${process.versions.node} does not run TypeScript, of which the platform is made. Use Node 22.18 or newer.`);
}
try {
  const { values } = parseArgs({ options });
  if (values.help) console.log(HELP);
  else await serve(values);
} catch (error) {
  stop(`${error.message}\n\n${HELP}`);
}

async function serve(values) {
  const number = (name, least, most) => {
    const value = Number(values[name]);
    if (values[name].trim() !== '' && value >= least && value <= most) return value;
    throw new Error(`--${name} is "${values[name]}", so nothing is served. Give a number from ${least} to ${most}.`);
  };
  const { buildTasks, createPlatform } = await import('../src/testing/index.ts');
  const { parseFault } = await import('./parseFault.ts');
  const { servePlatform } = await import('./servePlatform.ts');

  const seed = number('seed', 0, 2 ** 31);
  const count = number('tasks', 0, 1_000_000);
  const tasks = buildTasks({ count, failedShare: number('failed', 0, 1), seed, newestAt: Date.now() });
  const platform = createPlatform({ tasks, seed, maxRetries: number('max-retries', 0, 1000) });
  for (const fault of values.fault.map(parseFault)) platform.fault(fault);
  const { origin } = await servePlatform(platform, number('port', 0, 65_535));
  console.log(`The platform has ${count} tasks and listens on ${origin}${platform.basePath} (Ctrl-C ends it).`);
  console.log(`Its log: ${origin}/requests`);
}

function stop(text) {
  console.error(text);
  process.exit(1);
}
