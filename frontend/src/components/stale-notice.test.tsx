// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { Bars } from './bars';
import { StaleNotice } from './stale-notice';

afterEach(cleanup);

it('offers to try again, but not what one may not do', () => {
  const again = vi.fn();
  const { rerender } = render(<StaleNotice retry="Try again" onRetry={again} children="Could not refresh." />);
  screen.getByRole('button', { name: 'Try again' }).click();
  expect(again).toHaveBeenCalledOnce();
  rerender(<StaleNotice mayRetry={false} retry="Try again" onRetry={again} children="You may not see this." />);
  screen.getByText('You may not see this.');
  expect(screen.queryByRole('button')).toBeNull();
});

it('stands below the page, where it moves nothing of what is shown; in the place of what is not', () => {
  vi.stubGlobal('ResizeObserver', class { observe() {} disconnect() {} });
  const page = (inPlace: boolean) => (
    <>
      <main>
        <StaleNotice inPlace={inPlace} retry="Try again" onRetry={() => undefined} children="Could not refresh." />
        <p>What was read before</p>
      </main>
      <Bars>{null}</Bars>
    </>
  );
  const { rerender } = render(page(false));
  const said = () => screen.getByText('Could not refresh.');
  expect(screen.getByRole('main').contains(said())).toBe(false);
  expect(screen.getByRole('main').compareDocumentPosition(said()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
  rerender(page(true));
  expect(screen.getByRole('main').contains(said())).toBe(true);
});
