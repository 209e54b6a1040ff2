import type { ComponentType, ReactElement } from 'react';

/** A story of states: a view and its args, without the page that Storybook puts around it. */
export interface ViewStory {
  readonly name: string;
  readonly args: object;
  readonly element: ReactElement;
}

interface Annotations {
  readonly args?: object;
  readonly tags?: readonly string[];
  readonly component?: ComponentType;
  readonly render?: (args: object) => ReactElement;
}

interface StoryModule {
  readonly [name: string]: { readonly input: Annotations; readonly meta: { readonly input: Annotations & { readonly title?: string } } };
}

const MODULES = import.meta.glob<StoryModule>('../../stories/*/*View.stories.tsx', { eager: true });

/** Every story of states, but for those that are about size. */
export const viewStories: readonly ViewStory[] = Object.values(MODULES).flatMap((stories) =>
  Object.entries(stories).flatMap(([name, { input, meta }]): ViewStory[] => {
    if (input.tags?.includes('!states')) return [];
    const args = { ...meta.input.args, ...input.args };
    const render = input.render ?? meta.input.render;
    const View = meta.input.component;
    const element = render ? render(args) : View && <View {...args} />;
    return element ? [{ name: `${meta.input.title}/${name}`, args, element }] : [];
  }),
);

/** Opens what a view folds, presses what it shows more with, and looks for a task: by then it has said all it can. */
export async function unfold(): Promise<void> {
  for (const folded of document.querySelectorAll<HTMLElement>('[aria-expanded=false], details:not([open]) > summary')) folded.click();
  await nextFrame();
  for (const more of document.querySelectorAll<HTMLElement>('[data-part=show-more], [data-part=show-all], [data-part=copy-ids]')) more.click();
  await nextFrame();
}

/** Until React has rendered, transitions included, and layout effects have run. */
async function nextFrame(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}
