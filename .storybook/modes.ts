/** The ways in which pictures are taken, by name: the globals of a story, and the viewport. */
const ways = {
  'light en': { theme: 'light', locale: 'en', width: 1000 },
  'dark en': { theme: 'dark', locale: 'en', width: 1000 },
  'light zh': { theme: 'light', locale: 'zh-CN', width: 1000 },
  'dark zh': { theme: 'dark', locale: 'zh-CN', width: 1000 },
  'narrow en': { theme: 'light', locale: 'en', width: 320 },
  'narrow zh': { theme: 'dark', locale: 'zh-CN', width: 320 },
  'light more contrast': { theme: 'light', locale: 'en', contrast: 'more', width: 1000 },
  'dark more contrast': { theme: 'dark', locale: 'en', contrast: 'more', width: 1000 },
  compact: { theme: 'light', locale: 'en', size: 'compact', width: 1000 },
} as const;

export type ModeName = keyof typeof ways;

export interface Mode {
  theme: string;
  locale: string;
  contrast?: string;
  size?: string;
  /** In pixels. */
  viewport: { width: number; height: number };
  disable: false;
}

/** Both themes and both languages in two pictures, which is what the budget allows for every story. */
export const EACH: readonly ModeName[] = ['light en', 'dark zh'];
/** Those, and both languages at 320 pixels: where the layout changes with the width. */
export const WITH_NARROW: readonly ModeName[] = [...EACH, 'narrow en', 'narrow zh'];
/** For one or two stories of a component. */
export const ALL = Object.keys(ways) as ModeName[];

/**
 * Chromatic's parameter `modes`. What a story says is merged into what the preview says, mode by mode, so each of them is
 * switched on or off by name.
 * @param height of the viewport in pixels. A dialog is as high as its viewport allows, so a long one needs more.
 */
export function modesOf(names: readonly ModeName[], height = 900): Record<ModeName, Mode | { disable: true }> {
  const modes = {} as Record<ModeName, Mode | { disable: true }>;
  for (const name of ALL) {
    const { width, ...globals } = ways[name];
    modes[name] = names.includes(name) ? { ...globals, viewport: { width, height }, disable: false } : { disable: true };
  }
  return modes;
}

/** For a dialog with one page of rows. */
export const LONG: Record<ModeName, Mode | { disable: true }> = modesOf(EACH, 3000);
/** For a dialog with several lists of such pages; what it shows is size, so once is enough. */
export const LONGEST: Record<ModeName, Mode | { disable: true }> = modesOf(['light en'], 6000);
