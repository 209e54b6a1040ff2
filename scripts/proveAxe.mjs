// Runs axe over every story of the built Storybook in every mode in which pictures are taken: themes, languages, more
// contrast, compact controls, 320 pixels. `npm test` does so in one or two of them.
//
//   npm run proof:axe [-- --mode "narrow zh"] [-- --story batchretry]     all modes and stories, or some
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ALL, modesOf } from '../.storybook/modes.ts';
import { figure } from './figures.mjs';
import { buildStorybook, openBrowser, openContext, openStory, readStories, root, serveFolder, withPages } from './builtStorybook.mjs';

const { values } = parseArgs({ options: { mode: { type: 'string', multiple: true, default: [...ALL] }, story: { type: 'string', default: '' } } });
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const modes = modesOf(ALL);
const faults = [];
let checks = 0;
const folder = mkdtempSync(join(tmpdir(), 'task-retry-ui-axe-'));
let browser;
let server;
try {
  await buildStorybook(root, folder);
  server = await serveFolder(folder);
  browser = await openBrowser();
  const all = await readStories(browser, server.url);
  const stories = all.filter(({ id }) => id.includes(values.story));
  for (const name of values.mode) {
    const { viewport, ...globals } = modes[name] ?? fail(`There is no mode "${name}", only ${ALL.join(', ')}.`);
    const context = await openContext(browser);
    await withPages(context, stories, async (page, { id }) => {
      const say = (text) => faults.push(`${id}, ${name}: ${text}`);
      await page.setViewportSize(viewport);
      // Once more where the machine was too busy for its play function: that it ends is proven elsewhere.
      const fault = (await openStory(page, server.url, id, globals)) && (await openStory(page, server.url, id, globals));
      if (fault) return say(fault);
      const { options, switchedOff } = await optionsOf(page, id);
      // Nobody may quieten a story by its parameters.
      if (switchedOff) return say(`its a11y parameters switch something off: ${switchedOff}`);
      await page.addScriptTag({ path: axe });
      const { violations, passes } = await page.evaluate((wanted) => globalThis.axe.run('#storybook-root', wanted), options);
      if (passes.length === 0) say('axe looked at nothing');
      for (const { id: rule, help, nodes } of violations) say(`${rule}: ${help}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' ')}`);
      checks++;
      return undefined;
    });
    await context.close();
    console.log(`${name}: ${stories.length} stories, ${faults.length} faults so far`);
  }
} finally {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) console.error(fault);
console.log(`${checks} checks, ${faults.length} faults`);
figure('modes', values.mode.length);
figure('checks', checks);
figure('faults', faults.length, '', { bound: 'at most', value: 0 });
process.exitCode = faults.length === 0 && checks > 0 ? 0 : 1;

/** axe's options as the story has them, and what of them is less than the Storybook's own. */
function optionsOf(page, id) {
  return page.evaluate(async (story) => {
    const { a11y } = (await globalThis.__STORYBOOK_PREVIEW__.extract())[story].parameters;
    const rules = [...Object.values(a11y.options.rules ?? {}), ...(a11y.config?.rules ?? [])];
    const off = [
      a11y.test !== 'error' && `test is ${a11y.test}`,
      a11y.disable && 'disable',
      rules.some(({ enabled }) => enabled === false) && 'a rule is disabled',
      a11y.context && 'a part of the page is left out',
      !['wcag2aa', 'wcag21aa', 'wcag22aa'].every((tag) => a11y.options.runOnly.includes(tag)) && 'a level of WCAG is left out',
    ];
    return { options: a11y.options, switchedOff: off.filter(Boolean).join(', ') };
  }, id);
}

function fail(text) {
  throw new Error(text);
}
