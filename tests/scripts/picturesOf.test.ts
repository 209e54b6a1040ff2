import { combineParameters } from 'storybook/preview-api';
import { describe, expect, it } from 'vitest';
import { modesOf } from '../../.storybook/modes.ts';
// @ts-expect-error -- scripts are plain JavaScript
import { picturesOf } from '../../scripts/picturesOf.mjs';

const names = (chromatic?: object): string[] => (picturesOf([{ id: 'a--b', parameters: { chromatic } }]) as { name: string }[]).map(({ name }) => name);

describe('picturesOf', () => {
  it('has one picture for each mode that is not disabled', () => {
    expect(names({ modes: modesOf(['light en', 'narrow zh']) })).toEqual(['a--b (light en)', 'a--b (narrow zh)']);
  });

  it('takes a mode that a story switches on over a preview that does not have it', () => {
    const modes = combineParameters({ modes: modesOf(['light en']) }, { modes: modesOf(['narrow zh']) })['modes'];
    expect(names({ modes })).toEqual(['a--b (narrow zh)']);
  });

  it('has none of a story whose snapshot is disabled', () => {
    expect(names({ disableSnapshot: true, modes: modesOf(['light en']) })).toEqual([]);
  });

  it('has one of a story without modes', () => {
    expect(names()).toEqual(['a--b']);
  });

  it('keeps the globals and the viewport of the mode', () => {
    expect(picturesOf([{ id: 'a--b', parameters: { chromatic: { modes: modesOf(['narrow zh'], 3000) } } }])).toEqual([
      { name: 'a--b (narrow zh)', story: 'a--b', globals: { theme: 'dark', locale: 'zh-CN' }, width: 320, height: 3000 },
    ]);
  });
});
