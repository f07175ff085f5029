// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it } from 'vitest';
import messages from '@/messages/en.json';
import { CalendarSkeleton } from './components/calendar-skeleton';

afterEach(cleanup);

function shapeOf(view: string): Record<'days' | 'cells' | 'lists', number> {
  window.history.replaceState(null, '', `/calendar/?v=${view}`);
  const { container } = render(
    <IntlProvider locale="en" messages={messages}>
      <CalendarSkeleton />
    </IntlProvider>,
  );
  const shape = { days: '.timegrid-column', cells: '.month-cell', lists: '.agenda' } as const;
  const [days, cells, lists] = Object.values(shape).map((each) => container.querySelectorAll(each).length);
  cleanup();
  return { days: days!, cells: cells!, lists: lists! };
}

it('has the shape of the view that is asked for', () => {
  expect(shapeOf('week')).toEqual({ days: 7, cells: 0, lists: 0 });
  expect(shapeOf('4')).toEqual({ days: 4, cells: 0, lists: 0 });
  expect(shapeOf('month')).toEqual({ days: 0, cells: 42, lists: 0 });
  expect(shapeOf('agenda')).toEqual({ days: 0, cells: 0, lists: 1 });
  // None is asked for: as many days as there may be.
  expect(shapeOf('')).toEqual({ days: 7, cells: 0, lists: 0 });
});
