import { describe, expect, test } from 'vitest';
import type { SkipReason } from '../../src/retry/eligibility.ts';
import type { Ledger, LedgerRow } from '../../src/retry/ledger.ts';
import { ledgerCsv } from '../../src/retry/ledgerCsv.ts';
import type { Outcome } from '../../src/retry/outcome.ts';
import { parseCsv } from '../support/csv.ts';
import { HOSTILE } from '../support/hostile.ts';
import { forSeeds, seedsFrom } from '../support/random.ts';
import { expectWithin } from '../support/expectWithin.ts';

const HEADER = ['id', 'title', 'stage', 'attempt', 'outcome', 'reason', 'text'];
const SUBMITTED: Outcome = { kind: 'submitted' };

const ledgerOf = (...rows: LedgerRow[]): Ledger => ({ rows, notes: [] });
const refused = (text: string): Outcome => ({ kind: 'refused', reason: { code: 'other', verdict: 'may-pass', text } });
const skipped = (reason: SkipReason): Outcome => ({ kind: 'skipped', reason });

/** The rows below the header, as another program reads them. */
function rowsOf(ledger: Ledger): string[][] {
  const csv = ledgerCsv(ledger);
  expect(csv.startsWith('\uFEFF')).toBe(true);
  const [header, ...rows] = parseCsv(csv.slice(1));
  expect(header).toEqual(HEADER);
  for (const cell of [...rows.flat(), ...cellsElsewhere(csv)]) expect(cell).not.toMatch(RUNS);
  return rows;
}

/** Cells as a spreadsheet makes them that takes a semicolon or a tab for the separator, and quotes within a line for text. */
function cellsElsewhere(csv: string): string[] {
  return csv.slice(1).split(/[;\t\r\n]+/).map((cell) => cell.replace(/^["\s]+/, ''));
}

/** Whether a cell is the text as it came, with nothing but apostrophes put in. */
function isGuarded(cell: string | undefined, text: string): boolean {
  let at = 0;
  for (const unit of (cell ?? '').split('')) {
    if (unit === text[at]) at += 1;
    else if (unit !== "'") return false;
  }
  return at === text.length;
}

/** What a spreadsheet would calculate, or would skip white space to find. */
const RUNS = /^[\s\0\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠]|^[\t\r\n]/;

describe('what is written', () => {
  test('is one row for each task, in the order of the selection, under a header', () => {
    const ledger = ledgerOf(
      { id: 'b', title: 'Title', stage: { id: 's', name: 'Code' }, attempt: 2, outcome: refused('why') },
      { id: 'a', outcome: SUBMITTED },
    );
    expect(ledgerCsv(ledger)).toBe(
      '\uFEFFid,title,stage,attempt,outcome,reason,text\r\nb,Title,Code,2,refused,other,why\r\na,,,,submitted,,\r\n',
    );
  });

  test('is the header alone for no tasks', () => {
    expect(ledgerCsv(ledgerOf())).toBe('\uFEFFid,title,stage,attempt,outcome,reason,text\r\n');
  });

  test('names a stage by its id where it has no name', () => {
    expect(rowsOf(ledgerOf({ id: 'a', stage: { id: 's' }, outcome: SUBMITTED }))[0]?.[2]).toBe('s');
  });

  test('has quotes only where a cell needs them', () => {
    const ledger = ledgerOf({ id: 'two words', title: 'one, two', outcome: refused('three of them') });
    expect(ledgerCsv(ledger).split('\r\n')[1]).toBe('two words,"one, two",,,refused,other,three of them');
  });

  test.each(['a;b', 'a\tb', "it's"])('has quotes around what other programs may read as a separator or a quote: %j', (title) => {
    expect(ledgerCsv(ledgerOf({ id: 'a', title, outcome: SUBMITTED })).split('\r\n')[1]).toBe(`a,"${title}",,,submitted,,`);
  });

  test.each<[Outcome, string, string, string]>([
    [SUBMITTED, 'submitted', '', ''],
    [{ kind: 'submitted', confirmed: true }, 'submitted', 'confirmed-by-reading', ''],
    [refused('Frozen'), 'refused', 'other', 'Frozen'],
    [
      { kind: 'refused', reason: { code: 'quota', verdict: 'will-not-pass', text: 'raw', message: 'said' } },
      'refused',
      'quota',
      'raw',
    ],
    [skipped({ code: 'task-not-failed', status: 'running' }), 'skipped', 'task-not-failed', 'running'],
    [skipped({ code: 'invalid-id' }), 'skipped', 'invalid-id', ''],
    [skipped({ code: 'not-allowed', text: 'Frozen until Monday' }), 'skipped', 'not-allowed', 'Frozen until Monday'],
    [{ kind: 'unsent', halt: 'stopped' }, 'unsent', 'stopped', ''],
    [{ kind: 'unsent', notTakenAt: 1 }, 'unsent', 'not-taken', ''],
    [{ kind: 'unsent', failure: { kind: 'offline', detail: 'No network' } }, 'unsent', 'offline', 'No network'],
    [{ kind: 'unknown', reason: { code: 'missing' } }, 'unknown', 'missing', ''],
    [
      { kind: 'unknown', reason: { code: 'failure', failure: { kind: 'unreadable', detail: '<html>' } } },
      'unknown',
      'unreadable',
      '<html>',
    ],
  ])('%j', (outcome, ...cells) => {
    expect(rowsOf(ledgerOf({ id: 'a', outcome }))[0]?.slice(4)).toEqual(cells);
  });
});

describe('a cell that a spreadsheet would run', () => {
  test.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '\u00A0 =1',
    '\uFEFF=1',
    '\u3000@x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    ' ＝1',
    '\tplain',
    '\rplain',
    '\nplain',
    '=',
  ])('%j is text, in every column', (text) => {
    const ledger = ledgerOf({ id: text, title: text, stage: { id: 's', name: text }, outcome: refused(text) });
    const [cells = []] = rowsOf(ledger);
    for (const place of [0, 1, 2, 6]) {
      expect(cells[place]).toMatch(/^'/);
      expect(cells[place]).toSatisfy((cell: string) => isGuarded(cell, text));
    }
  });

  test.each(['1+1', 'a=b', 'a-b', 'me@example.test', '任务', "it's", 'x\ty', '1', ' plain ', ''])(
    '%j is none, and stays as it came',
    (text) => {
      expect(rowsOf(ledgerOf({ id: 'a', title: text, outcome: SUBMITTED }))[0]?.[1]).toBe(text);
    },
  );

  test.each([
    ['a;=1', "a;'=1"],
    ['a; =1', "a;' =1"],
    ['a;"=1"', "a;'\"=1\""],
    ['a\t=1', "a\t'=1"],
    ['a\n=1', "a\n'=1"],
    ['a\r@x;+1', "a\r'@x;'+1"],
    ['"=1"', "'\"=1\""],
    [';=1', ";'=1"],
  ])('%j is none where another separator is read: %j', (text, cell) => {
    expect(rowsOf(ledgerOf({ id: 'a', title: text, outcome: SUBMITTED }))[0]?.[1]).toBe(cell);
  });

  test.each(['a;b', 'a; b=c', 'a;1-1', 'a\n\nb', 'a,=1', 'a =1'])('%j is none wherever it is cut', (text) => {
    expect(rowsOf(ledgerOf({ id: 'a', title: text, outcome: SUBMITTED }))[0]?.[1]).toBe(text);
  });

  test('a minus before a number is one too: a title is no number', () => {
    expect(rowsOf(ledgerOf({ id: '-5', outcome: SUBMITTED }))[0]?.[0]).toBe("'-5");
  });
});

test.each(['a,b', 'a"b', '"', '""', 'a\nb', 'a\r\nb', 'a\rb', ',', '","', "'", ' a', 'a ', '\u2028', '"a",\r\n"b"'])(
  '%j is one cell, and comes back as it was',
  (text) => {
    expect(rowsOf(ledgerOf({ id: 'a', title: text, outcome: refused(text) }))).toEqual([
      ['a', text, '', '', 'refused', 'other', text],
    ]);
  },
);

test.each(HOSTILE)('hostile text moves no neighbour, runs nothing, and comes back: %s', (_, text) => {
  const rows = rowsOf(
    ledgerOf(
      { id: text, title: text, stage: { id: text, name: text }, outcome: refused(text) },
      { id: 'next', outcome: SUBMITTED },
    ),
  );
  const [cells = [], next] = rows;
  for (const place of [0, 1, 2, 6]) expect(cells[place]).toSatisfy((cell: string) => isGuarded(cell, text));
  expect([cells.slice(3, 6), cells.length, next]).toEqual([['', 'refused', 'other'], 7, ['next', '', '', '', 'submitted', '', '']]);
});

test('10,000 cells of random trouble come back, and none runs', () => {
  forSeeds(seedsFrom(20_261_124, 2500), (random) => {
    const texts = Array.from({ length: 4 }, () =>
      random.some(6, () => random.pick(['"', ',', '\r', '\n', '\t', ' ', "'", '=', '-', '＝', 'a', '1', ';', '\0', '任'])).join(''),
    );
    const [id = '', title = '', stage = '', reason = ''] = texts;
    const [cells = []] = rowsOf(ledgerOf({ id, title, stage: { id: 's', name: stage }, outcome: refused(reason) }));
    expect(cells).toHaveLength(HEADER.length);
    for (const [index, text] of [[0, id], [1, title], [2, stage], [6, reason]] as const) {
      expect(isGuarded(cells[index], text) ? '' : `${cells[index]} for ${text}`).toBe('');
    }
  });
});

test('10,000 rows of 1 kB each are written at once, each as quickly as those of a few', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => ({ id: `task_${index}`, outcome: refused('why "so"\n'.repeat(100)) }));
  expect(ledgerCsv(ledgerOf(...rows)).length).toBeGreaterThan(9_000_000);
  const [many, few] = [ledgerOf(...rows.slice(0, 2000)), ledgerOf(...rows.slice(0, 200))];
  const write = (): void => {
    for (let part = 0; part < 10; part += 1) ledgerCsv(few);
  };
  // As many rows in all: what looks through all for each would take ten times as long.
  await expectWithin(5, () => ledgerCsv(many), write);
});

test('a reason of 100,000 line breaks takes about as long as one of letters', async () => {
  const text = '\n\t'.repeat(50_000);
  const write = (reason: string): string => ledgerCsv(ledgerOf({ id: 'a', outcome: refused(reason) }));
  expect(write(text)).toContain(text);
  await expectWithin(50, () => write(text), () => write('a'.repeat(text.length)));
});
