import axe, { type RunOptions } from 'axe-core';
import { useEffect, useRef, type ReactElement } from 'react';
import { expect, test } from 'vitest';
import previewSource from '../../.storybook/preview.tsx?raw';
import { BatchRetryDialog } from '../../src/components/BatchRetryDialog/BatchRetryDialog.tsx';
import { BatchRetryResultList } from '../../src/components/BatchRetryResultList/BatchRetryResultList.tsx';
import { StageRetryButton } from '../../src/components/StageRetryButton/StageRetryButton.tsx';
import { buildStage, buildTask } from '../../src/testing/builders.ts';
import { RETRY_BATCH_RESPONSE } from '../../src/testing/specPayloads.ts';
import type { TaskBatchRetryResponse } from '../../src/types/task.ts';
import { render } from '../support/render.tsx';

// Every story is checked by axe. These tests show that the check would see something: with the very options of the
// stories, which are read from their file, so that switching a rule off there turns this red.

function storyOptions(): RunOptions {
  const tags = /runOnly: (\[[^\]]*\])/.exec(previewSource)?.[1];
  const size = /'target-size': \{ enabled: (true|false) \}/.exec(previewSource)?.[1];
  if (!tags || !size) throw new Error('The axe options of .storybook/preview.tsx are not where they were.');
  return {
    runOnly: JSON.parse(tags.replaceAll("'", '"')) as string[],
    rules: { 'target-size': { enabled: size === 'true' } },
    resultTypes: ['violations'],
  };
}

/** The rules that this element breaks. */
async function broken(element: Element): Promise<string[]> {
  const { violations } = await axe.run(element, storyOptions());
  return violations.map(({ id }) => id).toSorted();
}

function InModal({ children }: { children: ReactElement }): ReactElement {
  const ref = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog ref={ref} aria-label="Seeded">
      {children}
    </dialog>
  );
}

const tiny = { width: 10, height: 10, padding: 0, border: 0 };
const SEEDED: readonly (readonly [rule: string, ui: ReactElement])[] = [
  // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- the violation that axe has to find
  ['button-name', <button key="1" type="button" />],
  [
    'target-size',
    <div key="2">
      <button type="button" style={tiny} aria-label="One" />
      <button type="button" style={tiny} aria-label="Two" />
    </div>,
  ],
  [
    'color-contrast',
    <p key="3" style={{ color: '#bbb', background: '#fff' }}>
      Too faint
    </p>,
  ],
  [
    'aria-valid-attr-value',
    <button key="4" type="button" aria-expanded={'maybe' as 'true'}>
      Name
    </button>,
  ],
  [
    'heading-order',
    <div key="5">
      <h2>Two</h2>
      <h5>Five</h5>
    </div>,
  ],
];

test.each(SEEDED)('axe, as the stories run it, finds a seeded violation of %s in the page', async (rule, ui) => {
  expect(await broken(render(ui).container)).toEqual([rule]);
});

test.each(SEEDED)('axe, as the stories run it, finds a seeded violation of %s in a modal', async (rule, ui) => {
  expect(await broken(render(<InModal>{ui}</InModal>).container)).toEqual([rule]);
});

test.each([
  ['StageRetryButton', <StageRetryButton key="1" task={buildTask()} stage={buildStage()} maxRetries={5} />],
  [
    'BatchRetryDialog',
    <BatchRetryDialog key="2" open tasks={[buildTask(), buildTask({ id: 'x', status: 'running' })]} />,
  ],
  [
    'BatchRetryResultList',
    <BatchRetryResultList key="3" response={JSON.parse(RETRY_BATCH_RESPONSE) as TaskBatchRetryResponse} />,
  ],
])('axe, as the stories run it, finds nothing in %s', async (_, ui) => {
  expect(await broken(render(ui).container)).toEqual([]);
});
