// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it } from 'vitest';
import { keepView } from '@/lib/display';
import messages from '@/messages/en.json';
import { CalendarSkeleton } from './components/calendar-skeleton';

afterEach(cleanup);

/** Days beside each other as far as they are asked for, cells of a month, lists of days. */
function shapeOf(view: string): { days: string | null; cells: number; lists: number } {
  window.history.replaceState(null, '', `/calendar/?v=${view}`);
  const { container } = render(
    <IntlProvider locale="en" messages={messages}>
      <CalendarSkeleton />
    </IntlProvider>,
  );
  const grid = container.querySelector<HTMLElement>('.skeleton-grid');
  const [cells, lists] = ['.month-cell', '.agenda'].map((each) => container.querySelectorAll(each).length);
  const days = grid ? grid.style.getPropertyValue('--asked') : null;
  cleanup();
  return { days, cells: cells!, lists: lists! };
}

it('has the shape of the view that is asked for', () => {
  expect(shapeOf('week')).toEqual({ days: '7', cells: 0, lists: 0 });
  expect(shapeOf('4')).toEqual({ days: '4', cells: 0, lists: 0 });
  expect(shapeOf('month')).toEqual({ days: null, cells: 42, lists: 0 });
  expect(shapeOf('agenda')).toEqual({ days: null, cells: 0, lists: 1 });
  keepView('agenda');
  expect(shapeOf('')).toEqual({ days: null, cells: 0, lists: 1 });
  expect(shapeOf('month')).toEqual({ days: null, cells: 42, lists: 0 });
  localStorage.clear();
  // None is asked for, and none was chosen: as many days as there usually are at this width.
  expect(shapeOf('')).toEqual({ days: '', cells: 0, lists: 0 });
});
