import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as client from '../../src/client.ts';
import * as index from '../../src/index.ts';
import * as testing from '../../src/testing/index.ts';
import * as testingMsw from '../../src/testing/msw.ts';
import * as testingReact from '../../src/testing/react.tsx';
import * as views from '../../src/views.ts';

const src = resolve(import.meta.dirname, '../../src');

/** Everything that a module imports, itself included, and the packages it needs. Types alone cost nothing at run time. */
function reach(file: string, files = new Set<string>(), packages = new Set<string>()): { files: Set<string>; packages: Set<string> } {
  if (files.has(file)) return { files, packages };
  files.add(file);
  const code = readFileSync(file, 'utf8').replaceAll(/^(?:import|export) type [^;]*;/gm, '');
  for (const [, name = ''] of code.matchAll(/^(?:import|export)\b[^;]*?from '([^']+)';/gm)) {
    if (name.startsWith('.')) reach(resolve(dirname(file), name), files, packages);
    else packages.add(name.split('/')[0] === '@tanstack' ? '@tanstack/react-query' : name);
  }
  return { files, packages };
}

describe('what each door promises, and nothing else', () => {
  test('task-retry-ui', () => {
    expect(Object.keys(index).toSorted()).toEqual([
      'BatchRetryDialog',
      'BatchRetryDialogView',
      'BatchRetryPanel',
      'BatchRetryPanelView',
      'BatchRetryResultList',
      'BatchRetryResultListView',
      'StageRetryButton',
      'StageRetryButtonView',
      'TaskApiError',
      'TaskRetryProvider',
      'attemptOf',
      'classifyReason',
      'countOutcomes',
      'createTaskApi',
      'earliestFailedStage',
      'en',
      'followUp',
      'groupRows',
      'ledgerCsv',
      'ledgerOfAnswer',
      'ledgerOfFailure',
      'ledgerOfResponse',
      'outcomeOfFailure',
      'planRemainder',
      'planRetry',
      'retryTaskFromStage',
      'retryTasksBatch',
      'toTaskApiError',
      'useBatchRetryTasks',
      'useRetryTaskFromStage',
      'whySkipStage',
      'whySkipTask',
    ]);
  });

  test('task-retry-ui/views and /client offer a part of it', () => {
    expect(Object.keys(index)).toEqual(expect.arrayContaining(Object.keys(views)));
    expect(Object.keys(index)).toEqual(expect.arrayContaining(Object.keys(client)));
    // Under one name there is one thing, whichever door it came through.
    const all = new Map<string, unknown>(Object.entries(index));
    for (const [name, value] of [...Object.entries(views), ...Object.entries(client)]) expect(all.get(name)).toBe(value);
    expect(client.toTaskApiError({ response: { status: 401 } }).kind).toBe('unauthenticated');
    expect(Object.keys(views).filter((name) => name.endsWith('View'))).toHaveLength(4);
  });

  test('task-retry-ui/testing, /testing/msw and /testing/react', () => {
    expect(Object.keys(testing).toSorted()).toEqual([
      'RETRY_BATCH_REQUEST',
      'RETRY_BATCH_RESPONSE',
      'RETRY_FROM_STAGE_REFUSAL',
      'RETRY_FROM_STAGE_REQUEST',
      'RETRY_FROM_STAGE_RESPONSE',
      'buildStage',
      'buildTask',
      'buildTasks',
      'createPlatform',
    ]);
    expect(Object.keys(testingMsw)).toEqual(['platformHandlers']);
    expect(Object.keys(testingReact)).toEqual(['withQueryClient']);
  });
});

describe('what each door costs', () => {
  test('the package needs React and TanStack Query, and nothing that a team would have to install besides', () => {
    expect([...reach(resolve(src, 'index.ts')).packages].toSorted()).toEqual(['@tanstack/react-query', 'react']);
  });

  test('the views need no query library, the client no React either', () => {
    expect([...reach(resolve(src, 'views.ts')).packages]).toEqual(['react']);
    expect([...reach(resolve(src, 'client.ts')).packages]).toEqual([]);
  });

  test('the testing kit needs nothing; MSW and React are behind doors of their own', () => {
    expect([...reach(resolve(src, 'testing/index.ts')).packages]).toEqual([]);
    expect([...reach(resolve(src, 'testing/msw.ts')).packages]).toEqual(['msw']);
    expect([...reach(resolve(src, 'testing/react.tsx')).packages].toSorted()).toEqual(['@tanstack/react-query', 'react']);
  });

  test('one component pulls nothing of another in', () => {
    const { files } = reach(resolve(src, 'components/StageRetryButton/StageRetryButton.tsx'));
    expect([...files].filter((file) => file.includes('BatchRetry'))).toEqual([]);
  });

  test('no other door reaches the testing kit', () => {
    expect([...reach(resolve(src, 'index.ts')).files].filter((file) => file.includes('/testing/'))).toEqual([]);
  });
});

test('nothing here can call the endpoint that resets a whole task', () => {
  // The platform of the testing kit knows the endpoint, in order to refuse it.
  const { files } = reach(resolve(src, 'index.ts'));
  const paths = [...files].flatMap((file) => Array.from(readFileSync(file, 'utf8').matchAll(/\/retry(?!-from-stage|-batch|\/|[A-Za-z])/g)));
  expect(paths).toEqual([]);
});
