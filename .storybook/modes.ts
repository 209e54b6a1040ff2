/** The ways in which pictures are taken, by name. */
export const modes = {
  'light en': { theme: 'light', locale: 'en' },
  'dark en': { theme: 'dark', locale: 'en' },
  'light zh': { theme: 'light', locale: 'zh-CN' },
} as const;
