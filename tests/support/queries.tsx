import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';

/** Queries as pages have them, each of which notes when it is fetched. */
export interface QueryLog {
  /** Keeps the queries active while mounted. */
  Queries: () => ReactElement;
  /** The keys that were fetched since the last call, as JSON, sorted. */
  takeFetched: () => string[];
  /** From here on fetches never end. */
  hang: () => void;
}

export function logQueries(keys: readonly (readonly string[])[]): QueryLog {
  const log: string[] = [];
  let hangs = false;

  function Query({ queryKey }: { queryKey: readonly string[] }): null {
    useQuery({
      queryKey,
      queryFn: () => {
        log.push(JSON.stringify(queryKey));
        return hangs ? new Promise<string>(() => {}) : Promise.resolve('data');
      },
    });
    return null;
  }

  return {
    Queries: () => (
      <>
        {keys.map((queryKey) => (
          <Query key={JSON.stringify(queryKey)} queryKey={queryKey} />
        ))}
      </>
    ),
    takeFetched: () => log.splice(0).toSorted(),
    hang: () => {
      hangs = true;
    },
  };
}
