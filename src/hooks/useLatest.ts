'use client';
import { useInsertionEffect, useRef, type RefObject } from 'react';

/** The newest of a value that changes with each render, for code that runs after one: an answer that comes later. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  // Also where an Activity hides it, and without a word from React 18 on a server.
  useInsertionEffect(() => {
    latest.current = value;
  });
  return latest;
}
