import { expect, screen, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { EACH, modesOf, WITH_NARROW } from '../../.storybook/modes.ts';
import { wordsOf } from '../wordsOf.ts';
import type { Route } from './App.tsx';
import { createDay, type Day as Live } from './day.ts';
import { DayFrame } from './DayFrame.tsx';
import { textsOf } from './texts.ts';

const meta = preview.meta({
  title: 'Pages/TaskList',
  // A page, which is no component to be described.
  tags: ['!manifest'],
  args: {
    /** The page that is shown first. */
    start: undefined as Route,
    /** How many times as fast as ours the clock is. For pictures it stands still. */
    speed: 1,
  },
  // A day of its own for each story, so that any number of them can be on one page.
  loaders: [({ args }) => ({ day: createDay(args.speed) })],
  render: ({ start }, { loaded, globals }) => <DayFrame day={dayOf(loaded)} locale={String(globals['locale'])} start={start} />,
  parameters: { controls: { disable: true }, chromatic: { disableSnapshot: true } },
});

const dayOf = (loaded: Record<string, unknown>): Live => loaded['day'] as Live;

/** Reading, polling and what follows from them may take more than a second. */
const SOON = { timeout: 5000 };

export const Morning = meta.story({
  args: { speed: 0 },
  tags: ['states'],
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(WITH_NARROW) } },
  async play({ canvas, userEvent, globals }) {
    const texts = textsOf(globals['locale']);
    for (const title of ['Fix the flaky checkout e2e suite', 'Rotate the signing keys']) {
      await userEvent.click(await canvas.findByRole('checkbox', { name: texts.selectTask(title) }, SOON));
    }
    await expect(canvas.getByText(texts.selected(2, 0))).toBeVisible();
    await expect(await canvas.findByRole('region', { name: texts.cockpit }, SOON)).toHaveTextContent(`${texts.tasks}46`);
  },
});

export const BatchResult = meta.story({
  name: 'Batch, followed up; what was not taken stays selected',
  args: { speed: 0 },
  tags: ['states'],
  parameters: { chromatic: { disableSnapshot: false, modes: modesOf(EACH, 1200) } },
  async play({ canvas, userEvent, globals, loaded }) {
    const { platform, skip, overtake } = dayOf(loaded);
    const words = wordsOf(globals);
    const texts = textsOf(globals['locale']);
    await userEvent.click(await canvas.findByRole('checkbox', { name: texts.selectPage }, SOON));
    // Of the page that is shown, somebody else was first for the first failed task.
    overtake();
    await userEvent.click(canvas.getByRole('button', { name: texts.retrySelected(10) }));
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: new RegExp(words.text('retryTasks', { count: '\\d+' as unknown as number })) });
    await userEvent.click(confirm);
    await dialog.findByText(/task_keys/, {}, SOON);
    const sent = platform.requests.find(({ endpoint }) => endpoint === 'retry-batch');
    await expect(sent?.taskIds).toEqual(expect.arrayContaining(['task_checkout', 'task_billing', 'task_keys']));
    skip(60_000);
    const again = new RegExp(words.text('failedAgainAt', { stage: 'Code' }));
    await expect((await dialog.findAllByText(again, {}, SOON)).length).toBeGreaterThan(0);
  },
});

export const Day = meta.story({ name: 'A day, live' });
