import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayIn } from '@/lib/time/day';
import { heatOf, levelOf } from './heat';
import { countOf, standingOf, subjectsOf, type Subject } from './standing';

const day = dayIn(Temporal.PlainDate.from('2026-11-24'), 'Europe/Paris');
const at = (hours: number) => day.start + hours * 3_600_000;
const subject = (id: string, ...busy: [number, number][]): Subject => ({
  id,
  busy: busy.map(([start, end]) => ({ start: at(start), end: at(end), kind: 'busy' })),
  open: [{ start: at(9), end: at(17) }],
});
const all = (...subjects: Subject[]) => new Map(subjects.map((one) => [one.id, one]));

describe('how somebody stands', () => {
  it('is busy where anything meets the time, and free where it only touches it', () => {
    expect(standingOf(subject('ben', [10, 11]), at(11), at(12))).toBe('free');
    expect(standingOf(subject('ben', [10, 11]), at(10.5), at(12))).toBe('busy');
    expect(standingOf(subject('ben'), at(16.5), at(17.5))).toBe('outside');
  });

  it('leaves time around a meeting where that is asked for', () => {
    const subjects = all(subject('ben', [10, 11]));
    expect(countOf(['ben'], subjects, at(11), at(12)).free).toEqual(['ben']);
    expect(countOf(['ben'], subjects, at(11), at(12), { before: 600_000, after: 0 }).busy).toEqual(['ben']);
  });

  it('is busy for ever where there is no such person', () => {
    const subjects = subjectsOf({ subjects: { gone: { busy: [], working_hours: [], errors: [{ code: 'not_found', message: '' }] } } });
    expect(standingOf(subjects.get('gone')!, at(10), at(11))).toBe('busy');
  });
});

describe('the heat of a day', () => {
  const who = { required: ['ana', 'ben'], optional: ['kim'] };

  it('counts who can come to each half hour, and says without whom it cannot be', () => {
    const cells = heatOf(day, who, all(subject('ana'), subject('ben', [10, 11]), subject('kim', [14, 15])), true);
    expect(cells[20]).toMatchObject({ free: 2, of: 3, missing: ['ben'], blocked: true, level: 2 });
    expect(cells[28]).toMatchObject({ free: 2, missing: ['kim'], blocked: false });
    expect(cells[24]).toMatchObject({ free: 3, missing: [], level: 4 });
    expect(cells[4]).toMatchObject({ free: 0, level: 0, blocked: true, closed: true });
    expect(cells[20]!.closed).toBe(false);
  });

  it('does not ask for hours of work where nobody does', () => {
    expect(heatOf(day, who, all(subject('ana'), subject('ben'), subject('kim')), false)[4]).toMatchObject({ free: 3, level: 4 });
  });

  it('has nobody in an hour that clocks skip', () => {
    const spring = dayIn(Temporal.PlainDate.from('2027-03-28'), 'Europe/Paris');
    const cells = heatOf(spring, who, all(subject('ana'), subject('ben'), subject('kim')), false);
    expect(cells[4]).toMatchObject({ skipped: true, free: 0 });
    expect(cells[6]!.skipped).toBe(false);
  });

  it('is white for nobody, darkest for everybody alone, and never lighter for more people', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 59 }), (of, some) => {
        const free = Math.min(some, of - 1);
        expect(levelOf(free + 1, of)).toBeGreaterThanOrEqual(levelOf(free, of));
        expect(levelOf(free, of) === 4).toBe(false);
        expect([levelOf(of, of), levelOf(0, of)]).toEqual([4, 0]);
      }),
    );
  });
});
