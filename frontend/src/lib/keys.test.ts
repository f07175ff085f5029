// @vitest-environment jsdom
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capsOf, chordOf, commands, followersOf, heard, isChangeable, isTaken, keysOf, patience, takenBy, type CommandId, type KeyWishes, type Pressed } from './keys';

const usual: KeyWishes = { single_keys: true, keys: {} };
const own: KeyWishes = { single_keys: true, keys: { 'meeting.create': 'v', 'inbox.no': 'b a', 'palette.open': 'p' } };
const none: KeyWishes = { single_keys: false, keys: {} };
const command = (id: CommandId) => commands.find((each) => each.id === id)!;
const alone = (key: string, wishes = usual) => heard(key, null, wishes, 0).commands;

describe('the map', () => {
  it('gives no key to two commands that can meet', () => {
    const inside = (key: string) => /^(Enter|Shift\+Arrow|Arrow)/.test(key);
    for (const each of commands) {
      for (const key of each.keys.filter((one) => !inside(one))) expect([each.id, key, takenBy(key, each, usual)?.id]).toEqual([each.id, key, undefined]);
    }
  });

  it('knows no command twice, and writes its keys as they are heard', () => {
    expect(new Set(commands.map(({ id }) => id)).size).toBe(commands.length);
    for (const { keys } of commands) for (const key of keys) expect(key).toMatch(/^(\S+)( \S)?$/u);
  });
});

describe('a key', () => {
  it('means what the map says, wherever it could', () => {
    expect(alone('c')).toEqual(['meeting.create']);
    expect(alone('C')).toEqual(['meeting.createAllDay']);
    expect(alone('a')).toEqual(['calendar.agenda', 'agenda.add']);
    expect(alone('v')).toEqual([]);
  });

  it('is one’s own instead of the usual one, and the usual one is silent', () => {
    expect(alone('v', own)).toEqual(['meeting.create']);
    expect(alone('c', own)).toEqual([]);
    expect(alone('p', own)).toEqual([]);
    expect(keysOf(command('palette.open'), own)).toEqual(['Mod+k']);
  });

  it('leads somewhere with a second one, if that comes in time', () => {
    const begun = { key: 'g', at: 0 };
    expect(heard('g', null, usual, 0)).toEqual({ commands: [], begun });
    expect(heard('c', begun, usual, patience).commands).toEqual(['go.calendar']);
    expect(heard('c', begun, usual, patience + 1).commands).toEqual(['meeting.create']);
    expect(heard('q', begun, usual, 1).commands).toEqual(['meeting.quickAdd']);
    expect(heard('a', { key: 'b', at: 5 }, own, 6).commands).toEqual(['inbox.no']);
    expect(followersOf('g', usual).map(({ key }) => key).sort()).toEqual(['c', 'd', 'i', 'm', 'n', 'r', 's']);
  });

  it('says how many days with a number that follows', () => {
    expect(heard('x', null, usual, 0)).toEqual({ commands: ['calendar.days'], begun: { key: 'x', at: 0 } });
    expect(heard('5', { key: 'x', at: 0 }, usual, 100)).toEqual({ commands: ['calendar.days'], digit: '5', begun: null });
    expect(heard('5', { key: 'x', at: 0 }, usual, 700).commands).toEqual(['part.people']);
  });

  it('does nothing by itself when single keys are off; what has a modifier stays', () => {
    for (const key of ['c', 'C', 'g', '?', '/', '[', 'y', '1']) expect(heard(key, null, none, 0)).toEqual({ commands: [], begun: null });
    expect(alone('Mod+k', none)).toEqual(['palette.open']);
    expect(alone('PageDown', none)).toEqual(['calendar.next']);
  });

  it('never does two things in one place, whatever somebody wishes within the rules', () => {
    const changeable = commands.filter(isChangeable);
    const wish = fc.tuple(fc.constantFrom(...changeable), fc.constantFrom('v', 'V', 'c', 'g', 'b', '#', 'g v', 'b b', 'x'));
    fc.assert(
      fc.property(fc.array(wish, { maxLength: 8 }), (wished) => {
        const keys: Record<string, string> = {};
        for (const [one, key] of wished) {
          if (!takenBy(key, one, { single_keys: true, keys })) keys[one.id] = key;
        }
        for (const one of changeable) {
          const [key] = keysOf(one, { single_keys: true, keys });
          expect(takenBy(key!, one, { single_keys: true, keys })).toBeUndefined();
        }
      }),
    );
  });
});

describe('clashes', () => {
  it('are told where both commands work, sequences included', () => {
    expect(takenBy('c', command('inbox.done'), usual)?.id).toBe('meeting.create');
    expect(takenBy('g', command('inbox.done'), usual)?.id).toBe('go.calendar');
    expect(takenBy('j v', command('inbox.done'), usual)?.id).toBe('list.next');
    expect(takenBy('t', command('inbox.done'), usual)).toBeUndefined();
    expect(takenBy('c', command('inbox.done'), own)).toBeUndefined();
  });
});

describe('a pressed key is written', () => {
  const press = (over: Partial<Pressed>): Pressed => ({ key: 'a', code: 'KeyA', shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...over });
  const chord = (over: Partial<Pressed>) => chordOf(press(over));

  it('by its character, with the case that Shift gives it whatever Caps Lock does', () => {
    expect(chord({ key: 'C', shiftKey: true })).toBe('C');
    expect(chord({ key: 'C' })).toBe('c');
    expect(chord({ key: '?', shiftKey: true, code: 'Slash' })).toBe('?');
    expect(chord({ key: '?', shiftKey: true, code: 'Minus' })).toBe('?');
  });

  it('by its place where the layout writes no Latin letters', () => {
    expect(chord({ key: 'с', code: 'KeyC' })).toBe('c');
    expect(chord({ key: 'С', code: 'KeyC', shiftKey: true })).toBe('C');
    expect(chord({ key: 'л', code: 'KeyK', ctrlKey: true })).toBe('Mod+k');
    expect(chord({ key: 'ש', code: 'KeyA' })).toBe('a');
    expect(chord({ key: 'é', code: 'Digit2' })).toBe('é');
    expect(chord({ key: 'z', code: 'KeyY' })).toBe('z');
  });

  it('with its modifiers, where they are not what writes the sign', () => {
    expect(chord({ key: 'k', metaKey: true })).toBe('Mod+k');
    expect(chord({ key: 'Z', ctrlKey: true, shiftKey: true })).toBe('Mod+Shift+z');
    expect(chord({ key: ',', ctrlKey: true })).toBe('Mod+,');
    expect(chord({ key: 'PageDown' })).toBe('PageDown');
    expect(chord({ key: '[', ctrlKey: true, altKey: true, getModifierState: (name) => name === 'AltGraph' })).toBe('[');
    expect(chord({ key: '[', altKey: true })).toBe('[');
  });

  it('not at all when it is a modifier, a dead key, or the system’s', () => {
    for (const key of ['Shift', 'Control', 'Dead', 'Process']) expect(chord({ key })).toBeNull();
    expect(chord({ key: 'a', altKey: true })).toBeNull();
    expect(chord({ key: 'ArrowLeft', altKey: true })).toBeNull();
  });
});

describe('keys belong to others', () => {
  const from = (html: string, over: Partial<Pick<KeyboardEvent, 'isComposing' | 'keyCode'>> = {}) => {
    document.body.innerHTML = html;
    return { target: document.querySelector('#it') ?? document.body, isComposing: false, keyCode: 65, ...over };
  };

  it('while somebody writes, composes, or a layer lies over the page', () => {
    for (const html of ['<input id=it>', '<textarea id=it></textarea>', '<p contenteditable=true><b id=it></b></p>', '<i role=spinbutton id=it></i>', '<i role=listbox><i id=it></i></i>']) {
      expect(isTaken(from(html), 'c')).toBe(true);
    }
    expect(isTaken(from('<p id=it></p>', { isComposing: true }), 'c')).toBe(true);
    expect(isTaken(from('<p id=it></p>', { keyCode: 229 }), 'c')).toBe(true);
    expect(isTaken(from('<p id=it></p><div role=dialog></div>'), 'Mod+k')).toBe(true);
  });

  it('but not on a button or a check box; and the palette opens while somebody writes', () => {
    for (const html of ['<button id=it></button>', '<input type=checkbox id=it>', '<p id=it></p>']) expect(isTaken(from(html), 'c')).toBe(false);
    expect(isTaken(from('<input id=it>'), 'Mod+k')).toBe(false);
    expect(isTaken(from('<input id=it>'), 'Mod+z')).toBe(true);
  });
});

it('has caps', () => {
  expect(['g c', 'C', 'Mod+Shift+z', '+', 'Shift+ArrowUp', 'Mod+,'].map(capsOf)).toEqual([
    [['G'], ['C']],
    [['Shift', 'C']],
    [['Mod', 'Shift', 'Z']],
    [['+']],
    [['Shift', 'ArrowUp']],
    [['Mod', ',']],
  ]);
});
