import { en, type Messages } from '../../src/index.ts';

/** English, but for what this product says in its own words. */
export const ownWords: Messages = {
  ...en,
  retryFromStage: 'Run this stage again',
  retrying: 'Handing it in…',
  submitted: 'Handed in',
  retryTasks: { one: 'Run {count} task again', other: 'Run {count} tasks again' },
};
