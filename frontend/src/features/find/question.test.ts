import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedOf, lengths, questionOf, textOf, weeks, withRole, type Question } from './question';

const [me, ben, team] = ['0199c0de-0000-7000-8000-00000000000a', '0199c0de-0000-7000-8000-00000000000b', '0199c0de-0000-7000-8000-00000000000c'] as const;
const tuesday = { me, today: Temporal.PlainDate.from('2026-11-24'), firstWeekday: 1 };
const asked = (text: string, reader = tuesday) => questionOf(new URLSearchParams(text), reader);

describe('a link', () => {
  it('asks about the reader and what is left of the week, where it says nothing', () => {
    expect(asked('')).toMatchObject({
      people: [{ kind: 'person', id: me, optional: false }],
      minutes: 30, first: '2026-11-24', last: '2026-11-29', inHours: true, rooms: [], seats: null,
    });
  });

  it('asks about the next week when this one is as good as over', () => {
    expect(asked('', { ...tuesday, today: Temporal.PlainDate.from('2026-11-27') })).toMatchObject({ first: '2026-11-30', last: '2026-12-06' });
  });

  it('names people, teams and who need not come, a room by its seats, and the days', () => {
    const question = asked(`who=${me},~${ben},team:${team}&rooms=6&with=screen&len=45&from=2026-11-25&to=2026-12-01&hours=any&before=10`);
    expect(question.people.map(({ kind, optional }) => [kind, optional])).toEqual([['person', false], ['person', true], ['team', false]]);
    expect(question).toMatchObject({ seats: 6, equipment: ['screen'], minutes: 45, first: '2026-11-25', last: '2026-12-01', inHours: false, before: 10, after: 0 });
  });

  it('passes over what it cannot mean', () => {
    expect(asked('who=ben,%27&rooms=blue&len=0&from=2026-13-40&enough=x')).toEqual(asked(''));
    expect(asked('from=2020-01-01&to=2019-01-01')).toMatchObject({ first: '2026-11-24', last: '2026-11-24' });
    expect(asked('from=2026-12-01&to=2099-01-01')).toMatchObject({ last: '2027-01-29' });
  });

  it('asks again what it was made of', () => {
    const question = fc.record<Question>({
      people: fc.subarray([{ kind: 'person', id: me, optional: false }, { kind: 'person', id: ben, optional: true }, { kind: 'team', id: team, optional: true }], { minLength: 1 }),
      enough: fc.option(fc.integer({ min: 1, max: 9 })),
      rooms: fc.subarray([ben, team]),
      seats: fc.constant(null),
      equipment: fc.subarray(['screen', 'white board']),
      minutes: fc.constantFrom(...lengths),
      first: fc.constant('2026-11-26'),
      last: fc.constantFrom('2026-11-26', '2026-12-04'),
      inHours: fc.boolean(),
      before: fc.constantFrom(0, 15),
      after: fc.constantFrom(0, 5),
    });
    fc.assert(
      fc.property(question, (made) => {
        expect(asked(textOf(made))).toEqual(made);
      }),
    );
  });
});

describe('who is asked about', () => {
  const members = new Map([[team, [ben, me]]]);

  it('is everybody once; what is said of a person counts more than what is said of their team', () => {
    expect(askedOf([{ kind: 'team', id: team, optional: false }], members)).toEqual({ required: [ben, me], optional: [] });
    expect(askedOf([{ kind: 'team', id: team, optional: false }, { kind: 'person', id: ben, optional: true }], members)).toEqual({ required: [me], optional: [ben] });
  });

  it('joins with a role of their own when only their team was named', () => {
    expect(withRole([{ kind: 'team', id: team, optional: false }], ben, true)).toHaveLength(2);
    expect(withRole([{ kind: 'person', id: ben, optional: false }], ben, true)).toEqual([{ kind: 'person', id: ben, optional: true }]);
  });
});

it('begins weeks where the reader does', () => {
  expect(weeks({ ...tuesday, firstWeekday: 7 })).toEqual({
    this: { first: '2026-11-24', last: '2026-11-28' },
    next: { first: '2026-11-29', last: '2026-12-05' },
  });
});
