import type { ComponentType, ReactElement } from 'react';

/** A story of states: a view and its args, without the page that Storybook puts around it. */
export interface ViewStory {
  readonly name: string;
  readonly args: object;
  readonly element: ReactElement;
  /** Whether it shows more than its args: a host's page around the view, or thousands of rows. */
  readonly hosted: boolean;
  /** What it needs before it is rendered; returns what ends that. */
  readonly prepare: () => (() => void) | void;
}

interface Annotations {
  readonly args?: object;
  readonly component?: ComponentType;
  readonly render?: (args: object) => ReactElement;
  readonly beforeEach?: () => (() => void) | void;
}

interface StoryModule {
  readonly [name: string]: { readonly input: Annotations; readonly meta: { readonly input: Annotations & { readonly title?: string } } };
}

const MODULES = import.meta.glob<StoryModule>('../../stories/*/*View.stories.tsx', { eager: true });

/** Every story of states. */
export const viewStories: readonly ViewStory[] = Object.values(MODULES).flatMap((stories) =>
  Object.entries(stories).flatMap(([name, { input, meta }]): ViewStory[] => {
    const args = { ...meta.input.args, ...input.args };
    const render = input.render ?? meta.input.render;
    const View = meta.input.component;
    const element = render ? render(args) : View && <View {...args} />;
    if (!element) throw new Error(`${meta.input.title}/${name} has neither a component nor a render function.`);
    return [{ name: `${meta.input.title}/${name}`, args, element, hosted: input.render !== undefined, prepare: () => input.beforeEach?.() }];
  }),
);

/** Opens what a view folds, and presses what shows more: by then it has said all it can. */
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
