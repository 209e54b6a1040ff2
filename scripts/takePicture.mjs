import { openStory, WINDOW } from './builtStorybook.mjs';

const sessions = new WeakMap();

/**
 * The whole page around one story in one mode, as PNG.
 * @param change is called before the picture is taken
 * @throws where the story fails, or a dialog is higher than its viewport
 */
export async function takePicture(page, url, { name, story, globals, width, height }, change = async () => {}) {
  await setViewport(page, { width, height });
  const fault = await openStory(page, url, story, globals);
  if (fault) throw new Error(`${name}: ${fault}`);
  const hidden = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll('dialog[open], dialog[open] *')];
    const cut = boxes.filter((box) => /auto|scroll/.test(getComputedStyle(box).overflowY));
    return Math.max(0, ...cut.map((box) => box.scrollHeight - box.clientHeight));
  });
  if (hidden > 0) {
    throw new Error(`${name}: ${hidden} px of the dialog are out of sight. Give the story modes of a greater height, with modesOf(names, height).`);
  }
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  if (whole > height) await setViewport(page, { width, height: whole });
  await change(page);
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
}

// Not `page.setViewportSize`, which gives the window the same size. The window has bars of its own, and where what is left
// of it is not as high as the page, Chromium at times fills what it lacks with the page's beginning; so it does with
// `fullPage`.
async function setViewport(page, { width, height }) {
  const session = sessions.get(page) ?? (await page.context().newCDPSession(page));
  sessions.set(page, session);
  if (height > WINDOW.height - 200) throw new Error(`The page is ${height} px high, and a picture holds at most ${WINDOW.height - 200} px.`);
  await session.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  await page.waitForFunction((size) => innerWidth === size.width && innerHeight === size.height, { width, height }, { polling: 20 });
  // Drawn at this size, too.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve()))));
}
