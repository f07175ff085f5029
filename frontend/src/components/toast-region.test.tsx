// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ToastRegion } from './toast-region';
import { toasts } from './toasts';

beforeEach(() => vi.useFakeTimers());

afterEach(() => {
  cleanup();
  for (const { id } of toasts.list) toasts.dismiss(id);
  vi.useRealTimers();
});

function appear(...texts: string[]): HTMLElement {
  render(<ToastRegion label="News" dismissLabel="Dismiss" />);
  act(() => texts.forEach((text) => toasts.show({ text })));
  return screen.getByRole('region', { name: 'News' });
}

/** As browsers tell of it; React makes entering and leaving of that. */
function point(region: HTMLElement, kind: 'over' | 'out', pointerType: 'mouse' | 'touch') {
  for (const name of [`pointer${kind}`, `mouse${kind}`]) {
    const said = new MouseEvent(name, { bubbles: true, relatedTarget: document.body });
    act(() => void region.dispatchEvent(Object.assign(said, { pointerType })));
  }
}

function wait(milliseconds: number) {
  act(() => void vi.advanceTimersByTime(milliseconds));
  return toasts.list.map(({ text }) => text);
}

it('keeps what a mouse rests on, until it leaves', () => {
  const region = appear('Moved');
  point(region, 'over', 'mouse');
  expect(wait(60_000)).toEqual(['Moved']);
  point(region, 'out', 'mouse');
  expect(wait(8000)).toEqual([]);
});

it('lets go what a finger has touched', () => {
  const region = appear('Moved');
  point(region, 'over', 'touch');
  expect(wait(8000)).toEqual([]);
});

it('lets go the others when the one that had the focus was dismissed', () => {
  appear('Moved', 'Saved');
  const [first] = screen.getAllByRole('button', { name: 'Dismiss' });
  act(() => first!.focus());
  expect(wait(60_000)).toEqual(['Moved', 'Saved']);
  act(() => toasts.dismiss(toasts.list[0]!.id));
  expect(wait(8000)).toEqual([]);
});
