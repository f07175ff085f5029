// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { IntlProvider } from 'use-intl';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CalendarEntry } from '@/lib/api/types';
import { FormatsProvider } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { daysFrom } from '@/lib/time/range';
import messages from '@/messages/en.json';
import { blocksOf } from './blocks';
import { TimeGrid } from './components/time-grid';
import type { Calendars } from './overlays';

const zone = 'Europe/Paris';
const moment = (utc: string) => ({ date_time: utc.slice(0, 19), time_zone: 'UTC', utc });

const review: CalendarEntry = {
  meeting_id: 'm1',
  original_start: '20261124T083000Z',
  person_id: 'ben',
  room_id: null,
  start: moment('2026-11-24T08:30:00Z'),
  end: moment('2026-11-24T09:30:00Z'),
  title: 'Design review',
  location: 'Blue room',
  conference_url: null,
  state: 'scheduled',
  visibility: 'private',
  busy_only: false,
  response: 'needs_action',
  host_id: 'ana',
  guest_count: 4,
  repeats: false,
  version: 1,
};

const retreat: CalendarEntry = {
  ...review,
  meeting_id: 'm2',
  original_start: '20261126',
  title: 'Retreat',
  start: { date: '2026-11-26' },
  end: { date: '2026-11-28' },
};

const calendars: Calendars = {
  me: 'ben',
  shown: [{ id: null, name: 'You', hue: 'indigo' }],
  beside: false,
  hueOf: () => 'indigo',
  alsoIn: () => [],
};

function grid(entries: CalendarEntry[] = [review, retreat], zones: string[] = []) {
  const told = {
    onCreate: vi.fn(), onOpen: vi.fn(), onPage: vi.fn(), onDay: vi.fn(), onMove: vi.fn(), onRefused: vi.fn(), onDelete: vi.fn(), onMoveDialog: vi.fn(),
  };
  render(
    <IntlProvider locale="en" messages={messages} timeZone="UTC">
      <FormatsProvider zone={zone}>
        <TimeGrid
          dates={daysFrom(Temporal.PlainDate.from('2026-11-23'), 7)}
          blocks={blocksOf([entries], zone)}
          calendars={calendars}
          zones={zones}
          hours={[null]}
          now={instantOf('2026-11-23T09:10:00Z')}
          label="Week of 23 November, Paris time"
          chosen={null}
          withHead
          hint={null}
          {...told}
        />
      </FormatsProvider>
    </IntlProvider>,
  );
  return told;
}

beforeAll(() => {
  Object.defineProperty(navigator, 'languages', { value: ['en-GB'], configurable: true });
});

afterEach(cleanup);

const stop = () => {
  const stops = screen.getAllByRole('gridcell').filter((cell) => cell.tabIndex === 0);
  expect(stops).toHaveLength(1);
  return stops[0]!;
};
const press = (key: string, shiftKey = false) => fireEvent.keyDown(stop(), { key, shiftKey });

describe('the time grid', () => {
  it('has one tab stop, at the current half hour of today', () => {
    grid();
    expect(stop().getAttribute('aria-label')).toBe('Monday 23 November, 10:00, free');
  });

  it('runs the line of now behind the words of what is on, and of nothing else', () => {
    const on = { ...review, meeting_id: 'm3', title: 'Stand-up', start: moment('2026-11-23T09:00:00Z'), end: moment('2026-11-23T09:30:00Z') };
    grid([review, on]);
    const lines = document.querySelectorAll<HTMLElement>('.event-now');
    expect([...lines].map((line) => line.closest('button')?.textContent)).toEqual([expect.stringContaining('Stand-up')]);
    expect(lines[0]?.style.getPropertyValue('--into')).toBe('10');
  });

  it('draws cells for the days around the cursor only', () => {
    grid();
    expect(screen.getAllByRole('gridcell')).toHaveLength(2 * 48);
  });

  it('is walked with the arrows, and focus goes along', () => {
    grid();
    press('ArrowRight');
    press('ArrowUp');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Tuesday 24 November, 09:30, busy: Design review');
  });

  it('makes a meeting of what was selected with Shift', () => {
    const { onCreate } = grid();
    press('ArrowDown', true);
    press('ArrowDown', true);
    press('Enter');
    expect(onCreate).toHaveBeenCalledWith({
      start: instantOf('2026-11-23T09:00:00Z'),
      end: instantOf('2026-11-23T10:30:00Z'),
      allDay: false,
    });
  });

  it('turns the page at its edges', () => {
    const { onPage } = grid();
    press('ArrowLeft');
    expect(onPage).toHaveBeenCalledWith(-1);
  });

  it('names columns by their full date and marks today', () => {
    grid();
    const heads = screen.getAllByRole('columnheader', { name: /November/ });
    expect(heads).toHaveLength(7);
    expect(heads[0]!.getAttribute('aria-current')).toBe('date');
  });

  it('says of a meeting what, on which day, when, where, how it stands and with how many', () => {
    const { onOpen } = grid();
    const tuesday = screen.getByRole('group', { name: 'Tuesday 24 November' });
    const event = within(tuesday).getByRole('button', {
      name: 'Design review, Tuesday 24 November, 09:30 to 10:30, Blue room, needs your answer, 5 people',
    });
    fireEvent.click(event);
    expect(onOpen).toHaveBeenCalledOnce();
  });

  it('keeps whole days in a lane of their own', () => {
    grid();
    const lane = screen.getByRole('group', { name: 'All-day meetings' });
    within(lane).getByRole('button', { name: /^Retreat, Thursday 26 November to Friday 27 November, all day/ });
  });

  it('does not open what one may only know to be busy', () => {
    const { onOpen } = grid([{ ...review, meeting_id: null, title: null, busy_only: true, guest_count: null, host_id: null }]);
    fireEvent.click(screen.getByRole('button', { name: /^Busy, Tuesday 24 November/ }));
    expect(onOpen).not.toHaveBeenCalled();
  });

  describe('moves by keys what is one’s own', () => {
    const mine = { ...review, host_id: 'ben', response: 'accepted' as const };
    const on = (key: string, over: object = {}) => fireEvent.keyDown(screen.getByRole('button', { name: /^Design review/ }), { key, ...over });
    const times = (start: string, end: string) => ({ start: instantOf(start), end: instantOf(end), allDay: false });

    it.each([
      ['ArrowDown', { shiftKey: true }, '2026-11-24T08:45:00Z', '2026-11-24T09:45:00Z'],
      ['ArrowUp', { shiftKey: true, ctrlKey: true }, '2026-11-24T08:25:00Z', '2026-11-24T09:25:00Z'],
      ['ArrowLeft', { shiftKey: true }, '2026-11-23T08:30:00Z', '2026-11-23T09:30:00Z'],
      ['+', { shiftKey: true }, '2026-11-24T08:30:00Z', '2026-11-24T09:45:00Z'],
      ['-', {}, '2026-11-24T08:30:00Z', '2026-11-24T09:15:00Z'],
    ])('%s %o', async (key, over, start, end) => {
      const { onMove } = grid([mine]);
      on(key, over);
      await vi.waitFor(() => expect(onMove).toHaveBeenCalled());
      expect(onMove).toHaveBeenCalledWith(expect.objectContaining({ start: instantOf('2026-11-24T08:30:00Z') }), times(start, end));
      expect(screen.getByText(/^Design review: .* Press Control and Z to undo\.$/)).toBeTruthy();
    });

    it('in the direction of the arrow, where days run from right to left', async () => {
      document.documentElement.dir = 'rtl';
      const { onMove } = grid([mine]);
      on('ArrowLeft', { shiftKey: true });
      await vi.waitFor(() => expect(onMove).toHaveBeenCalled());
      expect(onMove).toHaveBeenCalledWith(expect.anything(), times('2026-11-25T08:30:00Z', '2026-11-25T09:30:00Z'));
      document.documentElement.removeAttribute('dir');
    });

    it('shows the next page when it goes there', async () => {
      const { onPage } = grid([{ ...mine, start: moment('2026-11-29T08:30:00Z'), end: moment('2026-11-29T09:30:00Z') }]);
      on('ArrowRight', { shiftKey: true });
      await vi.waitFor(() => expect(onPage).toHaveBeenCalledWith(1));
    });

    it('and says whose it is otherwise', () => {
      const { onMove, onRefused } = grid([review]);
      on('ArrowDown', { shiftKey: true });
      expect([onMove.mock.calls.length, onRefused.mock.calls.length]).toEqual([0, 1]);
    });
  });

  it('has the hours of other zones beside its own', async () => {
    grid([review], ['Asia/Kathmandu']);
    expect(await screen.findByText('13:45')).toBeTruthy();
    expect(screen.getByText('Kathmandu')).toBeTruthy();
  });
});
