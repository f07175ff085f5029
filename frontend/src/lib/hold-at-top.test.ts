// @vitest-environment jsdom
import { beforeEach, expect, it, vi } from 'vitest';
import { holdAtTop } from './hold-at-top';

let arrive = () => {};
const put = vi.fn();
const element = document.createElement('h2');
element.tabIndex = -1;
element.scrollIntoView = put;
document.body.append(element);

beforeEach(() => {
  put.mockReset();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(told: () => void) {
        arrive = told;
      }
      observe() {}
      disconnect() {
        arrive = () => {};
      }
    },
  );
});

it('brings it up, and keeps it there while more arrives', () => {
  const leave = holdAtTop(element, document.body);
  arrive();
  arrive();
  expect(put).toHaveBeenCalledTimes(3);
  expect(put).toHaveBeenCalledWith({ block: 'start' });
  leave();
});

it('has the focus as soon as it shows', () => {
  element.remove();
  const leave = holdAtTop(element, document.body);
  expect(document.activeElement).not.toBe(element);
  document.body.append(element);
  arrive();
  expect(document.activeElement).toBe(element);
  leave();
});

it('lets it go with the first thing that its reader does', () => {
  for (const deed of ['wheel', 'touchstart', 'pointerdown', 'keydown']) {
    holdAtTop(element, document.body);
    put.mockReset();
    window.dispatchEvent(new Event(deed));
    arrive();
    expect(put, deed).not.toHaveBeenCalled();
  }
});

it('lets it go when nobody holds it any more', () => {
  holdAtTop(element, document.body)();
  put.mockReset();
  arrive();
  expect(put).not.toHaveBeenCalled();
});
