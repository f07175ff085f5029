import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Sign } from '@/lib/live/live';
import { Doing, editingLapses, idleAfter } from './doing';

let said: string[];
let doing: Doing;

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  doing = new Doing(({ state, detail }: Sign) => said.push(`${state} ${detail}`));
});

afterEach(() => {
  doing.stop();
  vi.useRealTimers();
});

it('says once what is looked at, and again when that changes', () => {
  doing.look('agenda');
  doing.alive();
  doing.look('minutes');
  expect(said).toEqual(['viewing agenda', 'viewing minutes']);
});

it('edits one thing until it is left, or until nothing was typed for twenty seconds', () => {
  doing.look('minutes');
  doing.edit('entry:1');
  vi.advanceTimersByTime(editingLapses - 1);
  doing.edit('entry:1');
  vi.advanceTimersByTime(editingLapses - 1);
  expect(said.at(-1)).toBe('editing entry:1');
  vi.advanceTimersByTime(1);
  doing.edit('entry:2');
  doing.leave('entry:1');
  doing.leave('entry:2');
  expect(said).toEqual(['viewing minutes', 'editing entry:1', 'viewing minutes', 'editing entry:2', 'viewing minutes']);
});

it('goes on editing what was new and has a name now, and takes up nothing that was left', () => {
  doing.look('minutes');
  doing.edit('entry:new');
  doing.becomes('entry:new', 'entry:1');
  expect(said.at(-1)).toBe('editing entry:1');
  vi.advanceTimersByTime(editingLapses);
  expect(said.at(-1)).toBe('viewing minutes');
  doing.becomes('entry:1', 'entry:2');
  expect(said).toEqual(['viewing minutes', 'editing entry:new', 'editing entry:1', 'viewing minutes']);
});

it('says typing again every few seconds, and stops with the message', () => {
  doing.look('chat');
  doing.type();
  doing.type();
  vi.advanceTimersByTime(4_000);
  doing.type();
  doing.stopTyping();
  expect(said).toEqual(['viewing chat', 'typing chat', 'viewing chat', 'typing chat', 'viewing chat']);
});

it('says it again to whoever begins to listen', () => {
  doing.look('chat');
  doing.again();
  expect(said).toEqual(['viewing chat', 'viewing chat']);
});

it('is idle after a minute without a sign of life, and back with the next', () => {
  doing.look('agenda');
  vi.advanceTimersByTime(idleAfter);
  doing.alive();
  expect(said).toEqual(['viewing agenda', 'idle agenda', 'viewing agenda']);
});
