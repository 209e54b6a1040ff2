import { openStory } from './builtStorybook.mjs';

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

async function setViewport(page, { width, height }) {
  await page.setViewportSize({ width, height });
  // The browser's window has bars of its own. Where it is not higher than the page, Chromium at times fills what it lacks
  // with the page's beginning; so it does with `fullPage`.
  const session = await page.context().newCDPSession(page);
  const { windowId } = await session.send('Browser.getWindowForTarget');
  await session.send('Browser.setWindowBounds', { windowId, bounds: { width: width + 100, height: height + 200 } });
  await session.detach();
}
