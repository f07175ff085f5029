// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { earlyKeysScript, takeEarlyKeys } from '@/lib/early-keys';
import { chordOf, type KeyWishes } from '@/lib/keys';
import { OfferBook } from '@/lib/offers';
import { Listening } from './listening';

const usual: KeyWishes = { single_keys: true, keys: {} };
let book: OfferBook;
let begun: (string | null)[];
let refused: string[];
let listening: Listening;

beforeEach(() => {
  book = new OfferBook();
  [begun, refused] = [[], []];
  listening = new Listening(book, () => usual, (key) => begun.push(key), (why) => refused.push(why));
});

it('does what the page in view offers, the innermost first', () => {
  const [frame, page] = [vi.fn(), vi.fn()];
  book.add(() => ({ 'meeting.create': frame }));
  const leave = book.add(() => ({ 'meeting.create': page }));
  expect(listening.press('c', 0)).toBe(true);
  leave();
  listening.press('c', 1);
  expect([page.mock.calls.length, frame.mock.calls.length]).toEqual([1, 1]);
});

it('does what a page offers before what its frame does, also where the frame comes later', () => {
  const [page, frame] = [vi.fn(), vi.fn()];
  book.add(() => ({ 'page.print': page }));
  book.add(() => ({ 'page.print': frame, 'go.inbox': frame }), true);
  book.all().get('page.print')!.run();
  expect(page).toHaveBeenCalledOnce();
  expect(frame).not.toHaveBeenCalled();
  expect(book.all().has('go.inbox')).toBe(true);
});

it('says what can follow, and goes there', () => {
  const go = vi.fn();
  book.add(() => ({ 'go.inbox': go }));
  expect(listening.press('g', 0)).toBe(true);
  expect(listening.press('i', 300)).toBe(true);
  expect(begun).toEqual(['g', null]);
  expect(go).toHaveBeenCalledOnce();
});

it('hands on the number of days', () => {
  const days = vi.fn();
  book.add(() => ({ 'calendar.days': days }));
  listening.press('x', 0);
  listening.press('4', 100);
  expect(days.mock.calls).toEqual([[undefined], ['4']]);
});

it('waits for a page that comes late, in the order of the keys', () => {
  const done: string[] = [];
  listening.press('w', 0);
  listening.press('t', 10);
  book.subscribe(() => listening.again(500));
  book.add(() => ({ 'calendar.week': () => done.push('w'), 'calendar.today': () => done.push('t') }));
  book.add(() => ({}));
  expect(done).toEqual(['w', 't']);
});

it('waits neither for ever, nor for whoever went on with something else', () => {
  const today = vi.fn();
  listening.press('t', 0);
  listening.again(10_001);
  listening.press('t', 20_000);
  listening.forget();
  book.add(() => ({ 'calendar.today': today, 'go.inbox': () => undefined }));
  listening.again(20_001);
  expect(today).not.toHaveBeenCalled();
});

it('leaves to the browser what nobody offers', () => {
  expect(listening.press('Mod+c', 0)).toBe(false);
  expect(listening.press('v', 0)).toBe(false);
  expect(listening.press('PageDown', 0)).toBe(false);
});

it('says why not, unless another meaning of the key can be done', () => {
  const agenda = vi.fn();
  book.add(() => ({ 'agenda.add': { run: () => undefined, why: 'Only guests write.' } }));
  listening.press('a', 0);
  book.add(() => ({ 'calendar.agenda': agenda }));
  listening.press('a', 1);
  expect(refused).toEqual(['Only guests write.']);
  expect(agenda).toHaveBeenCalledOnce();
});

it('loses no key of those pressed before anybody hears, and none that was typed', () => {
  document.body.innerHTML = '<main id="main"><input></main>';
  new Function(earlyKeysScript)();
  const press = (key: string, target: Element = document.body, over: KeyboardEventInit = {}) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...over }));
  press('g');
  press('i');
  press('s', document.querySelector('input')!);
  // The browser would look for something itself.
  expect(press('k', document.body, { ctrlKey: true })).toBe(false);
  const early = takeEarlyKeys(performance.now());
  expect(early.pressed.map(chordOf)).toEqual(['g', 'i', 'Mod+k']);
  press('t');
  early.release();
  press('w');
  expect(takeEarlyKeys(performance.now()).pressed.map(chordOf)).toEqual(['w']);
});
