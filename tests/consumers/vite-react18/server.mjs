// Renders every wired component on a server, where React 18 warns of what React 19 passes over in silence.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import assert from 'node:assert/strict';
import { createElement as h } from 'react';
import { renderToString } from 'react-dom/server';
import { BatchRetryDialog, BatchRetryPanel, BatchRetryResultList, StageRetryButton, TaskRetryProvider } from 'task-retry-ui';

const said = [];
console.error = (...words) => void said.push(words.join(' '));
console.warn = console.error;

const stage = { id: 'stg_1', stage_name: 'Code', status: 'failed', retry_count: 1 };
const task = { id: 'task_1', title: 'Rotate signing keys', status: 'failed', stages: [stage] };
const html = renderToString(
  h(
    QueryClientProvider,
    { client: new QueryClient() },
    h(
      TaskRetryProvider,
      null,
      h(StageRetryButton, { task, stage }),
      h(BatchRetryDialog, { open: true, tasks: [task] }),
      h(BatchRetryPanel, { tasks: [task] }),
      h(BatchRetryResultList, { response: { total: 1, succeeded: 1, failed: 0, items: [{ task_id: 'task_1', success: true }] } }),
    ),
  ),
);
assert.match(html, /Retry from this stage/);
assert.match(html, /Rotate signing keys/);
assert.match(html, /1 submitted/);
assert.deepEqual(said, []);
