'use client';
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** The newest of a value that changes with each render, for code that runs after one: an answer that comes later. */
export function useLatest<Value>(value: Value): RefObject<Value> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
