import { composeStories } from '@storybook/react-vite';
import { expect, test } from 'vitest';
import * as stories from './TaskPage.stories';

const composed = Object.entries(composeStories(stories));

test('there are stories', () => {
  expect(composed.map(([name]) => name)).toEqual(['Retried', 'RetriedBySomebodyElse']);
});

test.each(composed)('%s', async (_, Story) => {
  await Story.run();
});
