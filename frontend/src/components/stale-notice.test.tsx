// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
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
