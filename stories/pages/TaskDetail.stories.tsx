import { expect, waitFor, within } from 'storybook/test';
import preview from '../../.storybook/preview.tsx';
import { EACH, modesOf, WITH_NARROW } from '../../.storybook/modes.ts';
import { wordsOf } from '../wordsOf.ts';
import { createDay, type Day } from './day.ts';
import { DayFrame } from './DayFrame.tsx';
import { textsOf } from './texts.ts';

const meta = preview.meta({
  title: 'Pages/TaskDetail',
  // A page, which is no component to be described.
  tags: ['!manifest'],
  args: {
    /** The page that is shown first. */
    start: 'task_checkout',
    /** How many times as fast as ours the clock is. For pictures it stands still. */
    speed: 1,
  },
  // A day of its own for each story, so that any number of them can be on one page.
  loaders: [({ args }) => ({ day: createDay(args.speed) })],
  render: ({ start }, { loaded, globals }) => <DayFrame day={dayOf(loaded)} locale={String(globals['locale'])} start={start} />,
  parameters: { controls: { disable: true }, chromatic: { disableSnapshot: true } },
});

const dayOf = (loaded: Record<string, unknown>): Day => loaded['day'] as Day;

const picture = (modes = EACH) => ({ chromatic: { disableSnapshot: false, modes: modesOf(modes) } });

/** Reading, polling and what follows from them may take more than a second. */
const SOON = { timeout: 5000 };

type Canvas = ReturnType<typeof within>;

const report = (canvas: Canvas, stage: string, globals: Readonly<Record<string, unknown>>) =>
  within(canvas.getByRole('region', { name: textsOf(globals['locale']).reportOf(stage) }));

/** Both retry buttons of a stage, in its action area and in its report, once they are in this state. */
async function bothAre(canvas: Canvas, stage: string, state: string, globals: Readonly<Record<string, unknown>>): Promise<HTMLElement[]> {
  const groups = await canvas.findAllByRole('group', { name: textsOf(globals['locale']).actionArea(stage) }, SOON);
  await expect(groups).toHaveLength(2);
  for (const group of groups) await waitFor(() => expect(group).toHaveAttribute('data-state', state), SOON);
  return groups;
}

export const Failed = meta.story({
  args: { speed: 0 },
  tags: ['states'],
  parameters: picture(WITH_NARROW),
  async play({ canvas, globals }) {
    await bothAre(canvas, 'Code', 'ready', globals);
    await expect(report(canvas, 'Code', globals).getByText(/pytest exited with 1/)).toBeVisible();
  },
});

export const Running = meta.story({
  args: { speed: 0 },
  tags: ['states'],
  parameters: picture(),
  async play({ canvas, userEvent, globals, loaded }) {
    const [inPipeline] = await bothAre(canvas, 'Code', 'ready', globals);
    await userEvent.click(within(inPipeline as HTMLElement).getByRole('button'));
    await bothAre(canvas, 'Code', 'submitted', globals);
    dayOf(loaded).skip(2500);
    const { statuses, isRunning } = textsOf(globals['locale']);
    await expect(await report(canvas, 'Code', globals).findByText(isRunning, {}, SOON)).toBeVisible();
    await expect(canvas.getAllByText(statuses['running'] ?? '')).toHaveLength(3);
  },
});

export const AtItsLimit = meta.story({
  name: 'Failed again, all attempts used',
  args: { start: 'task_billing', speed: 0 },
  tags: ['states'],
  parameters: picture(),
  async play({ canvas, userEvent, globals, loaded }) {
    const words = wordsOf(globals);
    const [, inReport] = await bothAre(canvas, 'Code', 'ready', globals);
    await expect(inReport).toHaveTextContent(words.text('lastAttempt', { attempt: 5, limit: 5 }));
    await userEvent.click(within(inReport as HTMLElement).getByRole('button'));
    await bothAre(canvas, 'Code', 'submitted', globals);
    dayOf(loaded).skip(60_000);
    const groups = await bothAre(canvas, 'Code', 'unavailable', globals);
    for (const group of groups) await expect(group).toHaveTextContent(words.text('skip.limit-reached', { used: 5, limit: 5 }));
  },
});

export const FailsAgain = meta.story({
  name: 'Fails again, then completes',
  async play({ canvas, userEvent, globals, loaded }) {
    const words = wordsOf(globals);
    const texts = textsOf(globals['locale']);
    const [, inReport] = await bothAre(canvas, 'Code', 'ready', globals);
    const button = within(inReport as HTMLElement).getByRole('button');
    await userEvent.click(button);
    await bothAre(canvas, 'Code', 'submitted', globals);
    await userEvent.click(canvas.getByRole('button', { name: texts.skip }));
    const groups = await bothAre(canvas, 'Code', 'ready', globals);
    for (const group of groups) await expect(group).toHaveTextContent(words.text('attemptOf', { attempt: 2, limit: 5 }));
    await userEvent.click(button);
    await bothAre(canvas, 'Code', 'submitted', globals);
    await userEvent.click(canvas.getByRole('button', { name: texts.skip }));
    await bothAre(canvas, 'Code', 'unavailable', globals);
    await expect(canvas.getByRole('heading', { level: 1 }).parentElement).toHaveTextContent(texts.statuses['completed'] ?? '');
    await expect(dayOf(loaded).platform.requests.filter(({ method }) => method === 'POST')).toHaveLength(2);
  },
});

export const Overtaken = meta.story({
  name: 'Overtaken by somebody else',
  async play({ canvas, userEvent, globals, loaded }) {
    const { platform } = dayOf(loaded);
    const [inPipeline] = await bothAre(canvas, 'Code', 'ready', globals);
    await userEvent.click(canvas.getByRole('button', { name: textsOf(globals['locale']).overtake }));
    await userEvent.click(within(inPipeline as HTMLElement).getByRole('button'));
    const groups = await bothAre(canvas, 'Code', 'refused', globals);
    for (const group of groups) await expect(group).toHaveTextContent(wordsOf(globals).title('movedOn'));
    // Theirs, and not ours on top.
    await expect(platform.task('task_checkout')?.stages[1]?.retry_count).toBe(1);
  },
});

export const LostAnswer = meta.story({
  name: 'The answer is lost',
  async play({ canvas, userEvent, globals, loaded }) {
    const { platform } = dayOf(loaded);
    const [inPipeline] = await bothAre(canvas, 'Code', 'ready', globals);
    await userEvent.click(canvas.getByRole('button', { name: textsOf(globals['locale']).lose }));
    await userEvent.click(within(inPipeline as HTMLElement).getByRole('button'));
    // The page reads the task again by itself, which settles it.
    const groups = await bothAre(canvas, 'Code', 'submitted', globals);
    for (const group of groups) await expect(group).toHaveTextContent(wordsOf(globals).text('confirmedByReading'));
    await expect(platform.requests.filter(({ method }) => method === 'POST')).toMatchObject([{ status: 'lost', applied: true }]);
  },
});

export const LastAttempt = meta.story({
  name: 'The last attempt, live',
  args: { start: 'task_billing' },
});
