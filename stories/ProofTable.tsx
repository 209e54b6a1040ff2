import type { ReactElement, ReactNode } from 'react';
import { figureText } from './benchmark.ts';
import { DocsTable } from './docs/DocsTable.tsx';

interface ProofFigure {
  readonly name: string;
  readonly value: number;
  readonly unit?: string;
  readonly goal?: { readonly bound: string; readonly value: number };
}

interface ProofResult {
  readonly passed: boolean;
  readonly at: string;
  readonly commit: string;
  readonly figures: readonly ProofFigure[];
}

/** What `npm run proof` wrote last, by the name of the proof; nothing where it was never run. */
const [proofs = {}] = Object.values(
  import.meta.glob<Readonly<Record<string, ProofResult>>>('../docs/proof.json', { eager: true, import: 'default' }),
);

/** Every figure of every proof, its goal, and when it was measured. A proof without figures has a row as well. */
export function ProofTable(): ReactElement {
  const rows: ReactNode[][] = [];
  for (const [proof, { passed, at, commit, figures }] of Object.entries(proofs)) {
    const day = <time dateTime={at}>{at.slice(0, 10)}</time>;
    const revision = <code>{commit}</code>;
    rows.push([proof, 'it passed', '', '', answer(passed), day, revision]);
    for (const figure of figures) rows.push([proof, figure.name, withUnit(figure.value, figure.unit), goalText(figure), answer(isMet(figure)), day, revision]);
  }
  if (rows.length === 0) return <p>Nothing has been measured yet.</p>;
  return <DocsTable label="Proofs" head={['Proof', 'Figure', 'Measured', 'Goal', 'Met', 'On', 'Commit']} rows={rows} />;
}

/** A figure and its unit stay on one line. */
const UNBROKEN = '\u00A0';

const withUnit = (value: number, unit: string | undefined): string => [figureText(value), unit].filter(Boolean).join(UNBROKEN);

const goalText = ({ goal, unit }: ProofFigure): string => (goal ? `${goal.bound} ${withUnit(goal.value, unit)}` : '');

function isMet({ value, goal }: ProofFigure): boolean | undefined {
  if (goal?.bound === 'at most') return value <= goal.value;
  if (goal?.bound === 'at least') return value >= goal.value;
  return goal && value === goal.value;
}

function answer(met: boolean | undefined): ReactElement | string {
  if (met === undefined) return '';
  return met ? 'yes' : <strong>no</strong>;
}
