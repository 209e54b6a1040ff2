/** The ways in which pictures are taken, by name. */
export const modes = {
  'light en': { theme: 'light', locale: 'en' },
  'dark en': { theme: 'dark', locale: 'en' },
  'light zh': { theme: 'light', locale: 'zh-CN' },
  'light more contrast': { theme: 'light', locale: 'en', contrast: 'more' },
  'dark more contrast': { theme: 'dark', locale: 'en', contrast: 'more' },
  compact: { theme: 'light', locale: 'en', size: 'compact' },
} as const;
