import type { Figure } from './figures.mjs';

/** One proof, as it was run last. */
export interface Proof {
  /** Whether its command ended well. */
  readonly passed: boolean;
  readonly seconds: number;
  /** ISO 8601 */
  readonly at: string;
  readonly commit: string;
  readonly node: string;
  readonly chromium: string;
  /** How many processors the machine has. */
  readonly cores: number;
  readonly figures: readonly Figure[];
}

/** What docs/proof.json holds, by the name of the proof. */
export type Proofs = Readonly<Record<string, Proof>>;

export const READMES: readonly string[];
/** A README with each number that it quotes as it was measured. Throws where nobody has measured it. */
export function quoteFigures(text: string, proofs: Readonly<Record<string, Pick<Proof, 'figures'>>>): string;
/** How many figures a README quotes. */
export function countQuoted(text: string): number;
/** docs/proof.md */
export function proofPage(proofs: Proofs): string;
