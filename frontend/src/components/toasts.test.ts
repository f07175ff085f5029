import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { initials } from './avatar';
import { Toasts } from './toasts';

describe('toasts', () => {
  let toasts: Toasts;
  const texts = () => toasts.list.map(({ text }) => text);

  beforeEach(() => {
    vi.useFakeTimers();
    toasts = new Toasts();
  });

  afterEach(() => vi.useRealTimers());

  it('stay for eight seconds', () => {
    toasts.show({ text: 'Saved' });
    vi.advanceTimersByTime(7999);
    expect(texts()).toEqual(['Saved']);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual([]);
  });

  it('tell when they left and nobody used what they offered', () => {
    const [gone, run] = [vi.fn(), vi.fn()];
    const show = () => toasts.show({ text: 'Done', gone, action: { label: 'Undo', run } });
    toasts.act(show());
    expect([run.mock.calls.length, gone.mock.calls.length]).toEqual([1, 0]);
    toasts.dismiss(show());
    show();
    vi.advanceTimersByTime(8000);
    expect([run.mock.calls.length, gone.mock.calls.length]).toEqual([1, 2]);
  });

  it('do not wait for a pointer over one that has vanished', () => {
    const done = toasts.show({ text: 'Done' });
    toasts.pause();
    toasts.act(done);
    // What a browser says of a finger comes after the press.
    toasts.pause();
    toasts.show({ text: 'Moved' });
    vi.advanceTimersByTime(8000);
    expect(texts()).toEqual([]);
  });

  it('wait while somebody looks at them', () => {
    toasts.show({ text: 'Saved' });
    toasts.pause();
    toasts.show({ text: 'Moved' });
    vi.advanceTimersByTime(60_000);
    expect(texts()).toEqual(['Saved', 'Moved']);
    toasts.resume();
    vi.advanceTimersByTime(8000);
    expect(texts()).toEqual([]);
  });

  it('give way to newer ones about the same thing', () => {
    toasts.show({ text: 'Ana moved it', about: 'm1' });
    toasts.show({ text: 'Other', about: 'm2' });
    toasts.show({ text: 'Ana cancelled it', about: 'm1' });
    expect(texts()).toEqual(['Other', 'Ana cancelled it']);
  });

  it('are three at most, the oldest goes', () => {
    for (const text of ['one', 'two', 'three', 'four']) toasts.show({ text });
    expect(texts()).toEqual(['two', 'three', 'four']);
  });
});

it('makes initials of any name', () => {
  expect(['Chloé Martin', 'ben', '  ', 'Ana María de la Cruz', '李 小龍'].map(initials)).toEqual(['CM', 'B', '?', 'AC', '李小']);
});
