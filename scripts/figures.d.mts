export interface Goal {
  readonly bound: 'at most' | 'at least';
  readonly value: number;
}

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it should be; one without is told, not judged. */
  readonly goal?: Goal;
}

/** Prints a figure, with at most two decimals. That a proof fails where it must is the proof's own business. */
export function figure(name: string, value: number, unit?: string, goal?: Goal): void;
/** All figures in what a proof has printed. One that is told twice counts as it was told last. */
export function readFigures(output: string): Figure[];
/** Whether it is what it should be; `undefined` where nothing was set. */
export function isMet(figure: Figure): boolean | undefined;
