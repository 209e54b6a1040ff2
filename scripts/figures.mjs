// How a proof says what it has measured, and how `npm run proof` reads it. One line for each figure:
//
//   figure: everything = 13874 B (at most 14000)
import { stripVTControlCharacters } from 'node:util';

const LINE = /^figure: (.+?) = (-?\d+(?:\.\d+)?)(?: (\S+))?(?: \((at most|at least) (-?\d+(?:\.\d+)?)\))?$/gm;

export function figure(name, value, unit = '', goal) {
  const bound = goal ? ` (${goal.bound} ${goal.value})` : '';
  console.log(`figure: ${name} = ${Number(value.toFixed(2))}${unit && ` ${unit}`}${bound}`);
}

export function readFigures(output) {
  const figures = new Map();
  for (const [, name, value, unit = '', bound, goal] of stripVTControlCharacters(output).replaceAll('\r', '').matchAll(LINE)) {
    figures.set(name, { name, value: Number(value), unit, ...(bound && { goal: { bound, value: Number(goal) } }) });
  }
  return [...figures.values()];
}

export function isMet({ value, goal }) {
  if (!goal) return undefined;
  return goal.bound === 'at most' ? value <= goal.value : value >= goal.value;
}
