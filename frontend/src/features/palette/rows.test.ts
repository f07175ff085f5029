import { describe, expect, it } from 'vitest';
import { askedOf, Rows, stepped, withUsed, type Row, type SectionName } from './rows';

const row = (section: SectionName, text: string, over: Partial<Row> = {}): Row => ({ key: text, section, text, icon: '', run: () => undefined, ...over });
const texts = (sections: readonly { name: string; rows: readonly Row[] }[]) => sections.map(({ name, rows }) => [name, ...rows.map(({ text }) => text)]);

const rows = new Rows([
  row('here', 'Move the meeting to…', { aliases: 'reschedule' }),
  row('here', 'Use dark colours', { quiet: true }),
  row('here', 'Answer yes', { why: 'It is your own meeting.' }),
  row('goto', 'Go to the inbox'),
  row('meetings', 'Open Design review', { key: 'meeting-1' }),
  row('settings', 'Settings: Keyboard', { aliases: 'keys shortcuts' }),
]);

describe('what is typed', () => {
  it('says where to look by its first sign', () => {
    expect(['lunch', '>dark', '@ana', '# blue', ' / keys', ''].map((typed) => Object.values(askedOf(typed)))).toEqual([
      ['all', 'lunch'],
      ['actions', 'dark'],
      ['people', 'ana'],
      ['rooms', 'blue'],
      ['settings', 'keys'],
      ['all', ''],
    ]);
  });
});

describe('rows', () => {
  it('suggest themselves before anything is typed, the last ones first, and none that cannot be done', () => {
    const recent = [row('goto', 'Go to the inbox'), row('people', 'Show Ana', { key: 'person-1' })];
    expect(texts(rows.usual('all', recent))).toEqual([
      ['recent', 'Go to the inbox', 'Show Ana'],
      ['here', 'Move the meeting to…'],
    ]);
    expect(texts(rows.usual('settings', recent))).toEqual([['settings', 'Settings: Keyboard']]);
  });

  it('are found by words and other names, wherever they stand, with what cannot be done', () => {
    expect(texts(rows.found('all', 'reschedule', []))).toEqual([['here', 'Move the meeting to…']]);
    expect(texts(rows.found('all', 'dark', []))).toEqual([['here', 'Use dark colours']]);
    expect(rows.found('all', 'yes', [])[0]!.rows[0]!.why).toBe('It is your own meeting.');
    expect(texts(rows.found('actions', 'keyb', []))).toEqual([]);
  });

  it('take in what the server found under what is there, each once', () => {
    const others = [row('meetings', 'Open Design review', { key: 'meeting-1' }), row('meetings', 'Open Design lunch', { key: 'meeting-2' }), row('people', 'Show Desiree')];
    expect(texts(rows.found('all', 'desi', others))).toEqual([
      ['people', 'Show Desiree'],
      ['meetings', 'Open Design review', 'Open Design lunch'],
    ]);
  });
});

it('steps around the ends, and by pages only up to them', () => {
  const all = ['a', 'b', 'c'].map((key) => row('here', key));
  expect([stepped(all, 'c', 1), stepped(all, 'a', -1), stepped(all, 'a', 8), stepped(all, null, 1), stepped([], 'a', 1)]).toEqual(['a', 'c', 'c', 'a', null]);
});

it('remembers what was used last, each once', () => {
  const used = ['a', 'b', 'a'].reduce((kept, key) => withUsed(kept, { key, text: key, icon: '' }), [] as ReturnType<typeof withUsed>);
  expect(used.map(({ key }) => key)).toEqual(['a', 'b']);
});
