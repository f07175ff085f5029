// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { IntlProvider } from 'use-intl';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/lib/api/problem';
import { FormatsProvider } from '@/lib/time/formats-context';
import shared from '@/messages/en.json';
import words from '@/messages/en.directory.json';
import { PersonPage } from './components/person-page';
import { PersonView } from './components/person-view';
import { RoomPage } from './components/room-page';
import { RoomView } from './components/room-view';
import { RoomsDay } from './components/rooms-day';

const busy = vi.hoisted(() => ({ isOld: false }));

vi.mock('next/navigation', () => ({ useRouter: () => ({ push: vi.fn() }), useSearchParams: () => new URLSearchParams(), usePathname: () => '/' }));
vi.mock('@/lib/routes', async (original) => ({ ...(await original<object>()), useRouteId: () => 'it' }));
vi.mock('@/lib/locale', async (original) => ({ ...(await original<object>()), Words: ({ children }: { children: ReactNode }) => children }));
vi.mock('./live', () => ({ useRoomsLive: () => undefined, useStandings: () => new Map() }));
vi.mock('@/features/meeting', () => ({ EventCard: () => null, QuickCreate: () => null, compose: vi.fn(), useMeetingCard: vi.fn(), useReschedule: vi.fn() }));
vi.mock('@/features/session', async (original) => ({ ...(await original<object>()), usePerson: () => ({ id: 'me', role: 'member' }) }));
vi.mock('@/features/calendar', () => ({
  HoursSkeleton: () => null,
  TimeGrid: () => null,
  MoveDialog: () => null,
  viewFor: () => 'week',
  blocksOf: () => [],
  useCancel: vi.fn(),
  useCalendars: () => ({ calendars: [], drawn: [] }),
  useCalendar: () => ({ blocks: [], isOld: busy.isOld, error: new ApiProblem(503, { code: 'unavailable' }), retry: vi.fn() }),
  workingHoursQuery: (id: string) => ({ queryKey: ['hours', id], queryFn: () => null }),
}));

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }));
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('{"status": 503, "code": "unavailable"}', { status: 503 })));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function show(what: ReactNode) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <IntlProvider locale="en" messages={{ ...shared, ...words } as never} timeZone="UTC">
      <QueryClientProvider client={cache}>
        <FormatsProvider zone="UTC">{what}</FormatsProvider>
      </QueryClientProvider>
    </IntlProvider>,
  );
}

const ben = { id: 'ben', name: 'Ben Okafor', email: 'ben@demo.example', role: 'member', time_zone: 'UTC' } as const;
const blue = { id: 'blue', name: 'Blue room', active: true, capacity: 4, equipment: [], hours: null, time_zone: 'UTC', buffers: { before: 'PT0S', after: 'PT0S' } };

it.each([
  [PersonPage, 'This person’s page could not be read'],
  [RoomPage, 'This room’s page could not be read'],
])('says which page could not be read', async (Page, title) => {
  show(<Page />);
  await screen.findByRole('heading', { level: 1, name: title });
  screen.getByRole('button', { name: 'Try again' });
});

it.each([
  [false, /^Ben Okafor’s week could not be read\. /],
  [true, /^Ben Okafor’s week could not be refreshed\. /],
])('says whose week could not be read, or not again (%s)', (isOld, said) => {
  busy.isOld = isOld;
  show(<PersonView person={ben as never} hours={null} />);
  screen.getByText(said);
});

it('says the bookings of which room could not be read', () => {
  busy.isOld = false;
  show(<RoomView room={blue as never} />);
  screen.getByText(/^The bookings of Blue room could not be read\. /);
});

it('says that the bookings of the day could not be read', async () => {
  const wish = { words: '', seats: undefined, equipment: [], free: null };
  show(<RoomsDay rooms={[]} date={Temporal.PlainDate.from('2026-11-28')} wish={wish as never} isOld={false} onDate={vi.fn()} none={null} />);
  expect(screen.queryByText(/could not be read/)).toBeNull();
  cleanup();
  show(<RoomsDay rooms={[blue as never]} date={Temporal.PlainDate.from('2026-11-28')} wish={wish as never} isOld={false} onDate={vi.fn()} none={null} />);
  await screen.findByText(/^The bookings of this day could not be read\. /);
});
