import { expect, test } from 'vitest';
import figures from '../../bench/figures.json' with { type: 'json' };
import { contendersOf, goalsOf, type BenchRow } from '../../stories/benchmark.ts';

const rowsOf = (ours: Record<string, number>): BenchRow[] =>
  Object.entries(ours).map(([label, figure]) => ({ label, floor: 10, ours: figure, peer: 20 }));

test('says of each goal whether it is met', () => {
  const rows = rowsOf({
    'open, 10 tasks (ms)': 15,
    'open, 10000 tasks (ms)': 22.6,
    'result, 10 tasks (ms)': 10,
    'result, 10000 tasks (ms)': 12,
    'commits when one of them goes pending': 1,
    'buttons rendered again then': 2,
  });
  expect(goalsOf(rows).map(({ goal, measured, met }) => [goal, measured, met])).toEqual([
    ['Open, 10 tasks: at most 1.5 times the floor', '1.5 times', true],
    ['Open, 10,000 tasks: at most 1.5 times the floor', '2.26 times', false],
    ['Result, 10 tasks: at most 1.5 times the floor', '1 times', true],
    ['Result, 10,000 tasks: at most 1.5 times the floor', '1.2 times', true],
    ['Open, 10,000 tasks: at most 1.5 times that at 10 tasks', '1.51 times', false],
    ['Result, 10,000 tasks: at most 1.5 times that at 10 tasks', '1.2 times', true],
    ['Commits when one of them goes pending: 1', '1', true],
    ['Buttons rendered again then: 1', '2', false],
    ['Not behind peer in any row', 'behind in 1 of 6: Open, 10,000 tasks', false],
  ]);
});

test('the figures that were measured have every goal', () => {
  const peers = contendersOf(figures.rows).length - 2;
  // Open and result at three sizes, each against the floor; both at the largest size; two for a press; one for each peer.
  expect(goalsOf(figures.rows)).toHaveLength(6 + 2 + 2 + peers);
});
