import { themeColours, type Theme } from '../../scripts/tokens.mjs';
import tokens from '../../src/styles/tokens.json' with { type: 'json' };

/** Two colours that meet on the screen, by the names of their tokens. */
export interface ContrastPair {
  readonly front: string;
  readonly ground: string;
  /** `text` is read; a `control` is recognised by it: an outline, a ring, an icon, a part of the bar. */
  readonly kind: 'text' | 'control';
  readonly where: string;
}

const TONES = ['submitted', 'refused', 'unknown', 'completed', 'neutral'];

export const CONTRAST_PAIRS: readonly ContrastPair[] = [
  { front: 'text', ground: 'surface', kind: 'text', where: 'text of the dialog and the list, buttons, fields' },
  { front: 'text', ground: 'surface-sunken', kind: 'text', where: 'quiet buttons at the foot of the dialog' },
  { front: 'text', ground: 'neutral-tint', kind: 'text', where: 'a button under the pointer' },
  { front: 'text-muted', ground: 'surface', kind: 'text', where: 'attempts, ids, reasons' },
  { front: 'text-muted', ground: 'surface-sunken', kind: 'text', where: 'what is said at the foot of the dialog' },
  { front: 'text-muted', ground: 'neutral-tint', kind: 'text', where: 'a button that cannot be used' },
  { front: 'on-accent', ground: 'accent', kind: 'text', where: 'the button that retries' },
  { front: 'on-accent', ground: 'accent-hover', kind: 'text', where: 'the same under the pointer' },
  { front: 'link', ground: 'surface', kind: 'text', where: 'the name of a task' },
  ...TONES.map((tone) => ({ front: 'text', ground: `${tone}-tint`, kind: 'text', where: `message, ${tone}` }) as const),
  ...TONES.map((tone) => ({ front: tone, ground: `${tone}-tint`, kind: 'text', where: `badge and icon, ${tone}` }) as const),
  ...['surface', 'surface-sunken'].flatMap((ground): ContrastPair[] => [
    { front: 'border-strong', ground, kind: 'control', where: 'outline of a button or field' },
    { front: 'focus', ground, kind: 'control', where: 'ring of the focus' },
    { front: 'accent', ground, kind: 'control', where: 'the button that retries' },
    { front: 'accent-hover', ground, kind: 'control', where: 'the same under the pointer' },
  ]),
  ...['submitted', 'refused', 'unknown'].map((tone) => ({ front: tone, ground: 'surface', kind: 'control', where: 'part of the bar' }) as const),
];

/** How much there must be: WCAG 2.2 at AA, and for text at AAA where more contrast is asked for. */
export function leastContrast(kind: ContrastPair['kind'], theme: Theme): number {
  if (kind === 'control') return 3;
  return theme.endsWith('-more') ? 7 : 4.5;
}

export const THEME_COLOURS: Record<Theme, Record<string, string>> = themeColours(tokens);

/** The contrast ratio of a pair in a theme, from 1 to 21. */
export function contrastIn(theme: Theme, { front, ground }: ContrastPair): number {
  const colours = THEME_COLOURS[theme];
  return contrast(channels(colours[front] ?? ''), channels(colours[ground] ?? ''));
}

/** Red, green and blue, from 0 to 255. */
export type Channels = readonly [red: number, green: number, blue: number];

/** The contrast ratio of two opaque colours, as WCAG 2.2 defines it. */
export function contrast(one: Channels, other: Channels): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Channels): number {
  const [red, green, blue] = colour.map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channels(hex: string): Channels {
  if (!/^#[\da-f]{6}$/.test(hex)) throw new Error(`"${hex}" is no opaque colour, so it has no contrast. Choose another token.`);
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Channels;
}
