import type { Fault } from '../src/testing/fault.ts';

const KINDS: readonly (readonly [pattern: RegExp, fault: (number: number) => Fault])[] = [
  [/^drop-before$/, () => ({ drop: 'before' })],
  [/^drop-after$/, () => ({ drop: 'after' })],
  [/^hang-before$/, () => ({ hang: 'before' })],
  [/^hang-after$/, () => ({ hang: 'after' })],
  [/^delay-(\d+)$/, (delayMs) => ({ delayMs })],
  [/^status-([2-5]\d\d)$/, (status) => ({ status, body: { detail: `Fault: status ${status}` } })],
  [/^broken$/, () => ({ body: '{"items": [', applied: true })],
];

/**
 * Reads a fault as the command line has it: `KIND[@ENDPOINT][:CHANCE]`, such as `drop-after@retry-batch:0.1`. Without an
 * endpoint it happens to the two retries; `@all` means every request. Throws an `Error` that says what is allowed.
 */
export function parseFault(text: string): Fault {
  const [, kind = '', endpoint, chanceText = '1'] = /^([^@:]*)(?:@([^:]+))?(?::(.+))?$/.exec(text) ?? [];
  const chance = Number(chanceText);
  const found = KINDS.find(([pattern]) => pattern.test(kind));
  const endpoints = endpoint === undefined ? ['retry-from-stage', 'retry-batch'] : [endpoint];
  const known = ['retry-from-stage', 'retry-batch', 'task', 'tasks', 'cockpit', 'all'];
  if (!found || !endpoints.every((each) => known.includes(each)) || !(chance > 0 && chance <= 1)) {
    throw new Error(
      `--fault ${text} cannot be read, so nothing is served. Write KIND[@ENDPOINT][:CHANCE], such as drop-after@retry-batch:0.1.\n` +
        'KIND: drop-before, drop-after, hang-before, hang-after, delay-<ms>, status-<200 to 599>, broken\n' +
        `ENDPOINT: ${known.join(', ')} (without one: the two retries)\n` +
        'CHANCE: above 0, up to 1',
    );
  }
  const [pattern, faultOf] = found;
  const when: Fault['when'] = (request) => endpoint === 'all' || endpoints.includes(request.endpoint);
  return { ...faultOf(Number(pattern.exec(kind)?.[1])), when, chance };
}
