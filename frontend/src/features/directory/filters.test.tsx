// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { afterEach, expect, it } from 'vitest';
import { FormatsProvider } from '@/lib/time/formats-context';
import words from '@/messages/en.directory.json';
import shared from '@/messages/en.json';
import { FiltersSkeleton } from './components/directory-skeleton';
import { RoomFilters } from './components/room-filters';
import { wishOf } from './wishes';

afterEach(cleanup);

const rooms = [{ equipment: ['screen', 'whiteboard'] }, { equipment: ['screen', 'phone'] }] as never;
const places = 'div, ul, li';

/** The places of the filters, outermost first, by how each is laid out; not what stands in them. */
function laidOut(filters: ReactNode): readonly string[] {
  const { container } = render(
    <IntlProvider locale="en" messages={{ ...shared, ...words } as never} timeZone="UTC">
      <FormatsProvider zone="UTC">{filters}</FormatsProvider>
    </IntlProvider>,
  );
  const [line] = container.querySelectorAll('.flex-wrap');
  const found = [line!, ...line!.children, ...line!.querySelectorAll('ul, ul > li')].filter((each) => each.matches(places));
  return found.map(({ className, tagName, textContent }) => `${tagName} ${className} ${tagName === 'LI' ? textContent : ''}`);
}

it.each(['', 'with=screen,stage', 'seats=8&free=now'])('stand where they are waited for: %s', (asked) => {
  const wish = wishOf(new URLSearchParams(asked));
  const waited = laidOut(<FiltersSkeleton wish={wish} rooms={rooms} />);
  cleanup();
  const there = laidOut(<RoomFilters wish={wish} rooms={rooms} onChange={() => undefined} />);
  expect(there).toEqual(waited);
  expect(there.length).toBeGreaterThan(6);
});
