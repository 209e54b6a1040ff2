import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { withQueryClient } from '../../src/testing/react.tsx';
import { render } from '../support/render.tsx';

test('each story has a QueryClient of its own, and keeps it while its controls change', () => {
  const seen: QueryClient[] = [];
  const Story = (): null => {
    seen.push(useQueryClient());
    return null;
  };
  const decorate = withQueryClient();
  const first = render(decorate(Story), { strict: false });
  first.rerender(decorate(Story));
  render(decorate(Story), { strict: false });
  expect(seen).toHaveLength(3);
  expect(seen[1]).toBe(seen[0]);
  expect(seen[2]).not.toBe(seen[0]);
  expect(seen[0]?.getDefaultOptions().queries?.retry).toBe(false);
});

test('the defaults of a team’s own count in its stories', () => {
  const seen: QueryClient[] = [];
  const Story = (): null => {
    seen.push(useQueryClient());
    return null;
  };
  const defaultOptions = { queries: { retry: 2, staleTime: 1000 }, mutations: { retry: 1 } };
  render(withQueryClient({ defaultOptions })(Story));
  expect(seen[0]?.getDefaultOptions()).toEqual(defaultOptions);
});
