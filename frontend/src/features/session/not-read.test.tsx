// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it } from 'vitest';
import { ApiProblem } from '@/lib/api/problem';
import { FormatsProvider } from '@/lib/time/formats-context';
import shared from '@/messages/en.json';
import { NotRead } from './components/not-read';

afterEach(cleanup);

function show(reason: unknown, admins: readonly string[] = []) {
  const cache = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
  cache.setQueryData(['admins'], admins);
  render(
    <IntlProvider locale="en" messages={shared as never} timeZone="UTC">
      <QueryClientProvider client={cache}>
        <FormatsProvider zone="UTC">
          <NotRead reason={reason} title="The inbox could not be read" retry="Retry" onRetry={() => undefined} />
        </FormatsProvider>
      </QueryClientProvider>
    </IntlProvider>,
  );
}

it('says whom to ask for what is not permitted, and leads elsewhere rather than to the same again', () => {
  show(new ApiProblem(403, { code: 'permission_missing' }), ['Ana Martín']);
  screen.getByRole('heading', { name: 'You may not see this' });
  screen.getByText(/Ask Ana Martín for it/);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByRole('link').getAttribute('href')).toBe('/calendar');
});

it('names nobody when nobody is known', () => {
  show(new ApiProblem(403, { code: 'permission_missing' }));
  screen.getByText(/Ask an administrator for it/);
});

it('offers to try again what may work then', () => {
  show(new ApiProblem(503, { code: 'unavailable', title: 'Convene is busy.' }));
  screen.getByRole('heading', { name: 'The inbox could not be read' });
  screen.getByRole('button', { name: 'Retry' });
});
