// Takes docs/picture.png anew, which README shows: three stories, in light and in dark. To be run when they look different.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildStorybook, openBrowser, openContext, openStory, root, serveFolder } from './builtStorybook.mjs';

/** Each with the element that is shown of it. */
const STORIES = [
  ['pages-taskdetail--failed', 'section:has-text("pytest exited with 1") >> nth=-1'],
  ['components-batchretrydialog-states--plan-with-left-out', 'dialog'],
  ['components-batchretrydialog-states--result-mixed', 'dialog'],
];
const THEMES = ['light', 'dark'];
const WIDTH = 620;

const folder = await mkdtemp(join(tmpdir(), 'task-retry-ui-picture-'));
await buildStorybook(root, folder);
const served = await serveFolder(folder);
const browser = await openBrowser();
try {
  const context = await openContext(browser, { viewport: { width: WIDTH, height: 900 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const columns = [];
  for (const theme of THEMES) {
    let pictures = '';
    let background = '';
    for (const [story, element] of STORIES) {
      const fault = await openStory(page, served.url, story, { theme, locale: 'en' });
      if (fault) throw new Error(`${story}: ${fault}`);
      // A dialog as it stands on its page, without what it dims.
      await page.addStyleTag({ content: 'dialog { box-shadow: none !important } dialog::backdrop { display: none }' });
      await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined));
      background = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      const png = await page.locator(element).screenshot({ animations: 'disabled', caret: 'hide' });
      pictures += `<img src="data:image/png;base64,${png.toString('base64')}">`;
    }
    columns.push(`<div style="background:${background}">${pictures}</div>`);
  }
  const sheet = await browser.newPage({ viewport: { width: WIDTH * THEMES.length, height: 100 }, deviceScaleFactor: 2 });
  await sheet.setContent(
    `<!doctype html><style>body{margin:0;display:flex}div{box-sizing:border-box;width:${WIDTH}px;padding:20px;display:grid;gap:20px;justify-items:center;align-content:start}img{width:${WIDTH - 40}px}</style>${columns.join('')}`,
  );
  await sheet.screenshot({ path: join(root, 'docs/picture.png'), fullPage: true });
} finally {
  await browser.close();
  served.close();
  await rm(folder, { recursive: true, force: true });
}
console.log('docs/picture.png');
