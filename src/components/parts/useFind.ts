'use client';
import { useState } from 'react';
import { PAGE_SIZE } from './PagedRows.tsx';

/** What is searched for in a list of so many rows, for a `FindField`. */
interface Find {
  query: string;
  onQueryChange: (query: string) => void;
  /** Whether there is a field: above one page of rows, and from its first use on, since it would go from under the hands. */
  isOffered: boolean;
}

export function useFind(rows: number): Find {
  const [typed, onQueryChange] = useState<string>();
  return { query: typed ?? '', onQueryChange, isOffered: rows > PAGE_SIZE || typed !== undefined };
}
