import type { ReactElement } from 'react';
import figures from '../bench/figures.json' with { type: 'json' };
import { contenderName, contendersOf, figureOf, figureText, goalsOf, labelText, type BenchRow } from './benchmark.ts';
import { DocsTable } from './docs/DocsTable.tsx';

const ROWS: readonly BenchRow[] = figures.rows;
const CONTENDERS = contendersOf(ROWS);
const GOALS = goalsOf(ROWS);

/** In how many rounds it was measured. */
export const ROUNDS: number = figures.rounds;
export const MET = `${GOALS.filter(({ met }) => met).length} of ${GOALS.length}`;

/** Every figure of every contender. */
export function FiguresTable(): ReactElement {
  return (
    <DocsTable
      figures
      label="Figures"
      head={['What', ...CONTENDERS.map(contenderName), 'Ours to the floor']}
      rows={ROWS.map((row) => [labelText(row), CONTENDERS.map((name) => figureText(figureOf(row, name))), toFloor(row)].flat())}
    />
  );
}

/** Every goal, and whether it is met. */
export function GoalsTable(): ReactElement {
  return (
    <DocsTable
      figures
      label="Goals"
      head={['Goal', 'Met', 'Measured']}
      rows={GOALS.map(({ goal, measured, met }) => [goal, met ? 'yes' : <strong key={goal}>no</strong>, measured])}
    />
  );
}

function toFloor(row: BenchRow): string {
  const floor = figureOf(row, 'floor');
  return floor === 0 ? '–' : `${figureText(figureOf(row, 'ours') / floor)} ×`;
}
