import type { ThemeVars } from 'storybook/theming';
import { create } from 'storybook/theming/create';
import { themeColours } from '../scripts/tokens.mjs';
import tokens from '../src/styles/tokens.json' with { type: 'json' };

export type StorybookTheme = 'light' | 'dark';

const COLOURS = themeColours(tokens);

/** What the system prefers: where Storybook starts. */
export function systemTheme(): StorybookTheme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/** Storybook itself in the package's own colours. */
export const themes: Record<StorybookTheme, ThemeVars> = { light: themeOf('light'), dark: themeOf('dark') };

function themeOf(base: StorybookTheme): ThemeVars {
  const colour = (name: string): string => COLOURS[base][name] ?? '';
  return create({
    base,
    brandTitle: 'task-retry-ui',
    brandImage: brand(colour('accent'), colour('text')),
    brandUrl: './?path=/docs/introduction--docs',
    brandTarget: '_self',
    colorPrimary: colour('accent'),
    colorSecondary: colour('accent'),
    appBg: colour('surface-sunken'),
    appContentBg: colour('surface'),
    appPreviewBg: colour('surface'),
    appBorderColor: colour('border'),
    appBorderRadius: 6,
    fontBase: tokens.primitive.family.sans.$value.map((name) => `"${name}"`.replace(/^"(system-ui|sans-serif)"$/, '$1')).join(', '),
    fontCode: tokens.primitive.family.mono.$value.map((name) => `"${name}"`.replace(/^"(ui-monospace|monospace)"$/, '$1')).join(', '),
    textColor: colour('text'),
    textInverseColor: colour('surface'),
    textMutedColor: colour('text-muted'),
    barTextColor: colour('text-muted'),
    barHoverColor: colour('accent-hover'),
    barSelectedColor: colour('accent'),
    barBg: colour('surface'),
    buttonBg: colour('surface'),
    buttonBorder: colour('border-strong'),
    booleanBg: colour('neutral-tint'),
    booleanSelectedBg: colour('surface'),
    inputBg: colour('surface'),
    inputBorder: colour('border-strong'),
    inputTextColor: colour('text'),
    inputBorderRadius: 6,
  });
}

/** The retry icon, and the name beside it. */
function brand(accent: string, text: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="150" height="28" viewBox="0 0 150 28">
<rect width="28" height="28" rx="7" fill="${accent}"/>
<path d="M13 8a5 5 0 1 1-1.6-3.7M13 2.5v3h-3" transform="translate(6 6)" fill="none" stroke="${COLOURS.light['on-accent'] ?? ''}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>
<text x="38" y="19.5" font-family="system-ui, sans-serif" font-size="15" font-weight="600" fill="${text}">task-retry-ui</text>
</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
