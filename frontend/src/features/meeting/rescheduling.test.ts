import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '@/lib/api/problem';
import type { CalendarEntry } from '@/lib/api/types';
import { instantOf } from '@/lib/time/moment';
import { Deeds, Desk, type Task } from './desk';
import { entriesAt, occurrenceOf, sameTimes, timesAt, type Times } from './moves';
import { Rescheduling, type Saving, type Standing } from './rescheduling';

const paris = 'Europe/Paris';
const clock = (hour: number, zone = paris) => ({ date_time: `2026-12-01T${String(hour).padStart(2, '0')}:00:00`, time_zone: zone });
const at = (hour: number): Times => ({ start: clock(hour), end: clock(hour + 1) });

function entry(over: object = {}): CalendarEntry {
  return { meeting_id: 'm1', original_start: null, repeats: false, version: 1, ...at(9), ...over } as CalendarEntry;
}

describe('times', () => {
  const target = { start: instantOf('2026-12-01T09:00:00Z'), end: instantOf('2026-12-01T10:00:00Z'), allDay: false };

  it('stay on the clocks of the zone the meeting was meant in', () => {
    const tokyo = { start: clock(9, 'Asia/Tokyo'), end: clock(10, 'Asia/Tokyo') };
    expect(timesAt(target, tokyo, paris).start).toEqual({ date_time: '2026-12-01T18:00:00', time_zone: 'Asia/Tokyo' });
  });

  it('of a day are in no zone, and those of a day that gets clock times are in the shown one', () => {
    const day = { start: instantOf('2026-11-30T23:00:00Z'), end: instantOf('2026-12-01T23:00:00Z'), allDay: true };
    const dates = timesAt(day, at(9), paris);
    expect(dates).toEqual({ start: { date: '2026-12-01' }, end: { date: '2026-12-02' } });
    expect(timesAt(target, dates, paris).start).toEqual({ date_time: '2026-12-01T10:00:00', time_zone: paris });
  });

  it('are drawn where they are wished, and only those of that occurrence', () => {
    const other = entry({ original_start: '20261208T080000Z', repeats: true });
    const one = entry({ original_start: '20261201T080000Z', repeats: true });
    const drawn = entriesAt([one, other], new Map([[occurrenceOf(one), at(14)]]));
    expect(drawn[0]!.start).toEqual({ ...clock(14), utc: '2026-12-01T13:00:00Z' });
    expect(drawn[1]).toBe(other);
    expect(entriesAt(drawn, new Map([[occurrenceOf(one), at(14)]]))).toBe(drawn);
  });
});

/** A server with one meeting that others change, too; what is drawn is what a page would show. */
class House implements Saving {
  standing: Standing = { times: at(9), version: 1 };
  drawn: Times = at(9);
  private wished: ReadonlyMap<string, Times> = new Map();
  refuses = false;
  reading = Promise.resolve();
  readonly sent: Times[] = [];

  async save(_: CalendarEntry, times: Times, version: number): Promise<number> {
    await Promise.resolve();
    if (version !== this.standing.version) throw new ApiProblem(412, { code: 'stale' });
    if (this.refuses) throw new ApiProblem(409, { code: 'slot_taken' });
    this.sent.push(times);
    this.standing = { times, version: version + 1 };
    return version + 1;
  }

  async read(): Promise<Standing> {
    await Promise.resolve();
    return this.standing;
  }

  draw(wished: ReadonlyMap<string, Times>): void {
    this.wished = wished;
    this.drawn = wished.get('m1/') ?? this.drawn;
  }

  /** The page reads again, as it does on every live event. */
  refresh(): void {
    this.drawn = this.wished.get('m1/') ?? this.standing.times;
  }

  /** Calendars are read again after each change. */
  settle(_: CalendarEntry, times: Times): void {
    this.drawn = times;
    this.reading = Promise.resolve().then(() => this.refresh());
  }

  elsewhere(times: Times = this.standing.times): void {
    this.standing = { times, version: this.standing.version + 1 };
    this.refresh();
  }
}

describe('moving', () => {
  it('shows at once and saves on the version', async () => {
    const house = new House();
    const moved = new Rescheduling(house).move(entry(), at(14));
    expect(house.drawn).toEqual(at(14));
    expect(await moved).toEqual({ kind: 'moved', from: at(9), version: 2, merged: false });
  });

  it('goes on from what it saved itself, before the page has read it again', async () => {
    const house = new House();
    const rescheduling = new Rescheduling(house);
    await rescheduling.move(entry(), at(14));
    expect(await rescheduling.move(entry(at(14)), at(15))).toMatchObject({ kind: 'moved', from: at(14), version: 3 });
  });

  it('sends the last of several wishes that come before the first is saved', async () => {
    const house = new House();
    const rescheduling = new Rescheduling(house);
    const all = [10, 11, 12].map((hour) => rescheduling.move(entry(), at(hour)));
    expect((await Promise.all(all)).map(({ kind }) => kind)).toEqual(['superseded', 'superseded', 'moved']);
    expect(house.sent).toEqual([at(12)]);
  });

  it('merges with what somebody else changed besides', async () => {
    const house = new House();
    house.elsewhere();
    expect(await new Rescheduling(house).move(entry(), at(14))).toMatchObject({ kind: 'moved', version: 3, merged: true });
  });

  it('gives way to somebody who moved it meanwhile, and shows where it is then', async () => {
    const house = new House();
    house.elsewhere(at(11));
    expect(await new Rescheduling(house).move(entry(), at(14))).toEqual({ kind: 'overtaken', theirs: at(11) });
    expect(house.drawn).toEqual(at(11));
  });

  it('returns to its place when it is refused', async () => {
    const house = new House();
    house.refuses = true;
    expect(await new Rescheduling(house).move(entry(), at(14))).toMatchObject({ kind: 'refused', reason: { status: 409 } });
    expect(house.drawn).toEqual(at(9));
  });

  it('ends with the page as the server has it, whatever happens in between', async () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('mine' as const), hour: fc.integer({ min: 0, max: 22 }) }),
        fc.record({ kind: fc.constant('theirs' as const), hour: fc.integer({ min: 0, max: 22 }) }),
        fc.record({ kind: fc.constantFrom('other' as const, 'refuse' as const, 'wait' as const), hour: fc.constant(0) }),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (all) => {
        const house = new House();
        const rescheduling = new Rescheduling(house);
        const moves: Promise<unknown>[] = [];
        for (const { kind, hour } of all) {
          if (kind === 'mine') moves.push(rescheduling.move(entry(house.drawn), at(hour)));
          if (kind === 'theirs') house.elsewhere(at(hour));
          if (kind === 'other') house.elsewhere();
          if (kind === 'refuse') house.refuses = !house.refuses;
          if (kind === 'wait') for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
        }
        await Promise.all(moves);
        await house.reading;
        expect(sameTimes(house.drawn, house.standing.times)).toBe(true);
      }),
    );
  });
});

describe('the desk', () => {
  it('keeps what is asked until somebody serves it, in order', () => {
    const desk = new Desk();
    const told: string[] = [];
    const task = (hour: number): Task => ({ kind: 'reschedule', entry: entry(), to: { start: hour, end: hour + 1, allDay: false } });
    desk.subscribe(() => told.push('waiting'));
    desk.ask(task(1));
    expect([desk.isWaitedAt(), told]).toEqual([true, ['waiting']]);
    const served: Task[] = [];
    const leave = desk.serve((one) => served.push(one));
    desk.ask(task(2));
    expect(served).toEqual([task(1), task(2)]);
    leave();
    desk.ask(task(3));
    expect([desk.isWaitedAt(), served.length]).toEqual([true, 2]);
  });
});

it('takes back the last twenty deeds, the newest first', () => {
  const deeds = new Deeds();
  const undone: number[] = [];
  const forget = Array.from({ length: 22 }, (_, deed) => deeds.add(() => undone.push(deed)));
  forget[21]!();
  while (deeds.undoLast());
  expect(undone).toEqual(Array.from({ length: 19 }, (_, index) => 20 - index));
});
