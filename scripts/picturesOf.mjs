/** At most this many pictures are paid for in one Chromatic build. */
export const BUDGET = 250;

/**
 * The pictures of a Storybook: every story in each of its modes, as Chromatic takes them.
 * @param {{ id: string, parameters: { chromatic?: { disableSnapshot?: boolean, disable?: boolean, modes?: Record<string, any> } } }[]} stories
 */
export function picturesOf(stories) {
  return stories.flatMap(({ id, parameters: { chromatic = {} } }) => {
    if (chromatic.disableSnapshot || chromatic.disable) return [];
    const modes = Object.entries(chromatic.modes ?? {}).filter(([, mode]) => !mode.disable);
    if (modes.length === 0) return [{ name: id, story: id, globals: {}, width: 1000, height: 900 }];
    return modes.map(([name, { viewport = {}, theme, locale }]) => {
      return { name: `${id} (${name})`, story: id, globals: { theme, locale }, width: viewport.width ?? 1000, height: viewport.height ?? 900 };
    });
  });
}
