import { queryOptions, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Ledger, Outcome, Task } from '../../src/index.ts';
import type { PageApi } from './pageApi.ts';
import { goesOn, POLL_MS, taskQuery } from './pageQueries.ts';

interface Selection {
  /** Ids of the ticked rows, on whichever page and under whichever filter. */
  ticked: ReadonlySet<string>;
  toggle: (rows: readonly Task[], on: boolean) => void;
  clear: () => void;
  /** What the dialog is about, as it is now. Stays what it was opened with, so that its result can be followed up. */
  chosen: readonly Task[];
  /** Makes what is ticked what the dialog is about; where nothing is, it stays about what it was. */
  choose: () => void;
  /** Unticks what was taken or has moved on: the rest is still to be done. */
  settle: (ledger: Ledger) => void;
}

/** Which rows are ticked, across pages, and which of them a batch is about. */
export function useSelection(api: PageApi, rows: readonly Task[]): Selection {
  const queryClient = useQueryClient();
  const [ticked, setTicked] = useState<ReadonlyMap<string, Task>>(new Map());
  const [chosenRows, setChosenRows] = useState<readonly Task[]>([]);
  const chosen = useQueries({
    queries: chosenRows.map((row) => chosenQuery(api, row)),
    combine: (results) => results.map(({ data }) => data),
  });
  return {
    ticked: new Set(ticked.keys()),
    toggle(changed, on) {
      const next = new Map(ticked);
      for (const row of changed) {
        if (on) next.set(row.id, row);
        else next.delete(row.id);
      }
      setTicked(next);
    },
    clear: () => setTicked(new Map()),
    chosen,
    choose() {
      if (ticked.size === 0) return;
      const current = new Map(rows.map((row) => [row.id, row]));
      const newest = [...ticked.values()].map((row) => current.get(row.id) ?? row);
      // What is known of a task from its own page may be older than its row.
      for (const row of newest) if (current.has(row.id)) queryClient.setQueryData(taskQuery(api, row.id).queryKey, row);
      setChosenRows(newest);
    },
    settle(ledger) {
      setTicked((before) => {
        const next = new Map(before);
        for (const { id, outcome } of ledger.rows) if (isDone(outcome)) next.delete(id);
        return next;
      });
    },
  };
}

/** The row is what is known of it. It is read by itself once a retry has made that stale, and while it goes on. */
function chosenQuery(api: PageApi, row: Task) {
  return queryOptions({
    ...taskQuery(api, row.id),
    initialData: row,
    staleTime: Infinity,
    refetchInterval: ({ state: { data } }) => (data && data !== row && goesOn(data) ? POLL_MS : false),
  });
}

function isDone(outcome: Outcome): boolean {
  return outcome.kind === 'submitted' || (outcome.kind === 'refused' && outcome.reason.verdict === 'moved-on');
}
