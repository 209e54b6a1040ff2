/** One row of `bench/figures.json`: what was measured, and the figure of each contender. */
export type BenchRow = { readonly label: string } & Readonly<Record<string, number | string>>;

export interface BenchGoal {
  readonly goal: string;
  /** What was measured, in the words of the goal. */
  readonly measured: string;
  readonly met: boolean;
}

const PRECISION = new Intl.NumberFormat('en', { maximumFractionDigits: 2 });

/** A figure as people read it. */
export const figureText = (figure: number): string => PRECISION.format(figure);

/** The figure of a contender. Throws where there is none, since a page without it would say nothing. */
export function figureOf(row: BenchRow, contender: string): number {
  const figure = row[contender];
  if (typeof figure !== 'number') throw new Error(`bench/figures.json has no figure of ${contender} for "${row.label}"`);
  return figure;
}

/** Who was measured, in the order of the file. */
export function contendersOf([first]: readonly BenchRow[]): string[] {
  return Object.keys(first ?? {}).filter((key) => key !== 'label');
}

/** At most so many times as much. */
const LIMIT = 1.5;

/** The goals that the package has set itself, each with whether these figures meet it. */
export function goalsOf(rows: readonly BenchRow[]): BenchGoal[] {
  const peers = contendersOf(rows).filter((name) => name !== 'ours' && name !== 'floor');
  const labelled = (start: string): BenchRow[] => rows.filter(({ label }) => label.startsWith(start));
  const atMost = (what: string, than: string, of: number, to: number): BenchGoal => ({
    goal: `${what}: at most ${LIMIT} times ${than}`,
    measured: `${figureText(of / to)} times`,
    met: of / to <= LIMIT,
  });

  const toFloor = [...labelled('open,'), ...labelled('result,')].map((row) =>
    atMost(nameOf(row), 'the floor', figureOf(row, 'ours'), figureOf(row, 'floor')),
  );
  const toTen = ['open,', 'result,'].flatMap((start) => {
    const [small, ...others] = labelled(start);
    const large = others.at(-1);
    if (!small || !large) return [];
    return [atMost(nameOf(large), `that at ${nameOf(small).replace(/^.*?, /, '')}`, figureOf(large, 'ours'), figureOf(small, 'ours'))];
  });
  const once = [...labelled('commits'), ...labelled('buttons')].map((row) => ({
    goal: `${nameOf(row)}: 1`,
    measured: figureText(figureOf(row, 'ours')),
    met: figureOf(row, 'ours') === 1,
  }));
  const ahead = peers.map((peer) => {
    const behind = rows.filter((row) => figureOf(row, 'ours') > figureOf(row, peer));
    return {
      goal: `Not behind ${contenderName(peer)} in any row`,
      measured: behind.length === 0 ? 'ahead or equal in all rows' : `behind in ${behind.length} of ${rows.length}: ${behind.map(nameOf).join('; ')}`,
      met: behind.length === 0,
    };
  });
  return [...toFloor, ...toTen, ...once, ...ahead];
}

const NAMES: Readonly<Record<string, string>> = { floor: 'React alone (the floor)', ours: 'This package', radix: 'Radix', antd: 'Ant Design' };

/** What a contender is called. */
export const contenderName = (contender: string): string => NAMES[contender] ?? contender;

/** What a row is about, as people write it. */
export function labelText({ label }: BenchRow): string {
  return label.replace(/^./, (letter) => letter.toUpperCase()).replace(/\b\d{4,}\b/, (digits) => figureText(Number(digits)));
}

/** The same without its unit. */
const nameOf = (row: BenchRow): string => labelText(row).replace(/ \([^)]*\)$/, '');
