// Reads src/styles/tokens.json (DTCG Format 2025.10) and says it in CSS. No import, so that stories can read it as well.

/** Each theme, and what stands in for a token that has no value of its own there. */
const THEMES = {
  light: ['light'],
  dark: ['dark', 'light'],
  'light-more': ['light-more', 'light'],
  'dark-more': ['dark-more', 'dark', 'light'],
};

/** Every token of the semantic level with its literal value in each mode; `light` is its `$value`. */
export function semanticTokens(file) {
  return Object.values(file.semantic).flatMap((group) =>
    Object.entries(group)
      .filter(([name]) => !name.startsWith('$'))
      .map(([name, token]) => {
        const values = { light: token.$value, ...token.$extensions?.['task-retry-ui'] };
        const entries = Object.entries(values).map(([mode, value]) => [mode, literal(file, value, name)]);
        return { name, type: token.$type ?? group.$type, description: token.$description, values: Object.fromEntries(entries) };
      }),
  );
}

/** The colours of each theme as CSS writes them, by the name of their token. */
export function themeColours(file) {
  const colours = semanticTokens(file).filter(({ type }) => type === 'color');
  const inTheme = (order) => Object.fromEntries(colours.map(({ name, values }) => [name, colour(valueIn(values, order))]));
  return Object.fromEntries(Object.entries(THEMES).map(([theme, order]) => [theme, inTheme(order)]));
}

/** src/styles/tokens.css. */
export function tokensCss(file) {
  const tokens = semanticTokens(file);
  const themed = tokens.filter(({ values }) => 'dark' in values);
  const more = tokens.filter(({ values }) => 'light-more' in values || 'dark-more' in values);
  const plain = (list, mode) => list.map(({ name, type, values }) => declare(name, css(type, values[mode])));
  const both = (list, light, dark) =>
    list.map(({ name, type, values }) => declare(name, css(type, valueIn(values, light), valueIn(values, dark))));
  const root = ':where(:root, :host)';
  const wanted = ":where([data-task-retry-contrast='more'])";
  const knows = '@supports (color: light-dark(red, blue))';
  // Browsers that lack the function keep the contrast of the light theme, which is enough by itself.
  const highContrast = (selector) => rule(selector, both(more, THEMES['light-more'], THEMES['dark-more']));
  return [
    `/*
 * Written by \`npm run tokens\` from tokens.json: change it there. Set a property on any ancestor to re-brand what is
 * inside it. Colours are named by role and follow the host's \`color-scheme\`. The light ones stand alone first, then
 * all where \`light-dark()\` is known. The guard also keeps the CSS minifiers of hosts from rewriting it into something that
 * only works where the host's own CSS declares a \`color-scheme\`.
 */`,
    rule(root, plain(tokens, 'light')),
    rule(knows, [
      rule(root, both(themed, THEMES.light, THEMES.dark)),
      rule('@media (prefers-contrast: more)', highContrast(root)),
      highContrast(wanted),
    ]),
    rule(":where([data-task-retry-size='compact'])", plain(tokens.filter(({ values }) => 'compact' in values), 'compact')),
    rule(
      '@media (prefers-reduced-motion: reduce)',
      rule(root, plain(tokens.filter(({ values }) => 'reduced-motion' in values), 'reduced-motion')),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}

const valueIn = (values, order) => values[order.find((mode) => mode in values)];
const declare = (name, value) => `--task-retry-${name}: ${value};`;
const rule = (prelude, body) => `${prelude} {\n${[body].flat().join('\n').replaceAll(/^(?=.)/gm, '  ')}\n}`;

/** A value without aliases, at any depth. */
function literal(file, value, name) {
  if (typeof value === 'string' && value.startsWith('{')) {
    const token = value.slice(1, -1).split('.').reduce((group, key) => group?.[key], file);
    if (token?.$value === undefined) {
      throw new Error(`src/styles/tokens.json: "${name}" refers to ${value}, which is no token. Name one under "primitive".`);
    }
    return literal(file, token.$value, name);
  }
  if (Array.isArray(value)) return value.map((each) => literal(file, each, name));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, literal(file, each, name)]));
}

/** A value as CSS writes it. With a dark one, its colour is that of either scheme. */
function css(type, value, dark) {
  switch (type) {
    case 'color':
      return dark ? `light-dark(${colour(value)}, ${colour(dark)})` : colour(value);
    case 'shadow': {
      const lengths = [value.offsetX, value.offsetY, value.blur, value.spread].map((each) => css('dimension', each));
      return `${lengths.join(' ')} ${css('color', value.color, dark?.color)}`;
    }
    case 'dimension':
    case 'duration':
      return value.value === 0 && value.unit !== 'ms' ? '0' : `${value.value}${value.unit}`;
    case 'fontFamily':
      return value.map((each) => (/[ ]/.test(each) ? `'${each}'` : each)).join(', ');
    default:
      throw new Error(`src/styles/tokens.json: scripts/tokens.mjs cannot say a ${type} in CSS. Teach it, or use a type it knows.`);
  }
}

function colour({ hex, alpha }) {
  if (alpha === undefined) return hex;
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgb(${red} ${green} ${blue} / ${Math.round(alpha * 100)}%)`;
}
