// @vitest-environment jsdom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Drag, type Stage } from '@/lib/grid/drag';
import type { Drop, Extent, Gesture, Hold, Point } from '@/lib/grid/gesture';
import { follow, hover, measured, unhover } from './pointing';

const review: Extent = { lane: false, from: { day: 10, minute: 540, lane: false }, to: { day: 10, minute: 600, lane: false } };
const move: Hold = { kind: 'move', key: 'review', extent: review };
const slot: Hold = { kind: 'slot' };

/** A pixel is a minute, and a hundred of them a day. */
class Page implements Stage {
  readonly box = document.createElement('div');
  readonly scrolled = document.createElement('div');
  readonly states: Gesture['state'][] = [];
  readonly shown: Extent[] = [];
  readonly drops: Drop[] = [];
  readonly pages: number[] = [];
  rtl = false;
  firstDay = 10;
  ghost = () => this.box;
  scroller = () => this.scrolled;
  view = () => ({ left: 0, right: 700, top: 0, bottom: 1440 });
  spotAt = ({ x, y }: Point) => ({ day: this.firstDay + Math.floor(x / 100), minute: y, lane: false });
  boxOf = (extent: Extent) => ({ x: extent.lane ? 0 : extent.from.day, y: extent.lane ? 0 : extent.from.minute, width: 100, height: 60 });
  became = (gesture: Gesture) => void this.states.push(gesture.state);
  at = (extent: Extent) => void this.shown.push(extent);
  page = (by: -1 | 1) => void this.pages.push(by);
  drop = (drop: Drop) => void this.drops.push(drop);
}

let page: Page;
let drag: Drag;

function pointer(type: string, x: number, y: number, over: object = {}): PointerEvent {
  const event = new MouseEvent(type, { clientX: x, clientY: y, ...over });
  return Object.assign(event, { pointerId: 1, pointerType: 'mouse', ...over }) as unknown as PointerEvent;
}
const send = (type: string, x: number, y: number, over: object = {}) => window.dispatchEvent(pointer(type, x, y, over));
const frames = (milliseconds: number) => vi.advanceTimersByTime(milliseconds);
const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  page = new Page();
  drag = new Drag(page);
});
afterEach(() => {
  drag.stop();
  vi.runOnlyPendingTimers();
  vi.useRealTimers();
});

describe('a mouse', () => {
  it('carries, moves the ghost once a frame, and drops', async () => {
    drag.press(pointer('pointerdown', 50, 550), move);
    for (let step = 1; step <= 30; step += 1) send('pointermove', 250, 550 + step);
    expect(page.box.style.transform).toBe('');
    frames(40);
    expect(page.box.style.transform).toBe('translate(12px, 570px)');
    expect(page.shown).toHaveLength(1);
    send('pointerup', 250, 595);
    await settle();
    expect(page.drops.map(({ extent }) => extent)).toEqual([{ lane: false, from: { day: 12, minute: 585, lane: false }, to: { day: 12, minute: 645, lane: false } }]);
    expect(page.states).toEqual(['armed', 'dragging', 'dropping', 'idle']);
  });

  it('opens what it only clicks, and clicks nothing that it dragged', () => {
    const clicked = vi.fn();
    addEventListener('click', clicked);
    drag.press(pointer('pointerdown', 50, 550), move);
    send('pointerup', 50, 550);
    window.dispatchEvent(new MouseEvent('click'));
    expect([clicked.mock.calls.length, page.drops.length]).toEqual([1, 0]);
    drag.press(pointer('pointerdown', 50, 550), move);
    send('pointermove', 50, 600);
    send('pointerup', 50, 600);
    document.body.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    expect([clicked.mock.calls.length, page.drops.length]).toEqual([1, 1]);
    removeEventListener('click', clicked);
  });

  it('gives up with Escape', async () => {
    drag.press(pointer('pointerdown', 50, 550), move);
    send('pointermove', 350, 700);
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    send('pointerup', 350, 700);
    await settle();
    expect(page.drops).toEqual([]);
    expect(page.states.at(-1)).toBe('idle');
  });

  it('turns the page where it stays, and goes on there', async () => {
    drag.press(pointer('pointerdown', 50, 550), move);
    send('pointermove', 695, 550);
    frames(580);
    expect(page.pages).toEqual([]);
    frames(60);
    expect(page.pages).toEqual([1]);
    page.firstDay = 17;
    send('pointerup', 150, 550);
    await settle();
    expect(page.drops[0]!.extent).toMatchObject({ from: { day: 18, minute: 540 } });
  });

  it('scrolls near an edge, for as long as it stays there', () => {
    drag.press(pointer('pointerdown', 50, 550), move);
    send('pointermove', 50, 1435);
    frames(100);
    const before = page.scrolled.scrollTop;
    expect(before).toBeGreaterThan(0);
    frames(100);
    expect(page.scrolled.scrollTop).toBeGreaterThan(before);
  });

  it('keeps what it holds while somebody else moves the meeting: only the ghost counts', async () => {
    drag.press(pointer('pointerdown', 50, 550), move);
    send('pointermove', 150, 550);
    frames(40);
    page.boxOf = () => ({ x: 7, y: 7, width: 100, height: 60 });
    frames(40);
    send('pointerup', 150, 550);
    await settle();
    expect(page.drops[0]!.extent).toMatchObject({ from: { day: 11, minute: 540 } });
  });
});

describe('a finger', () => {
  const touch = { pointerType: 'touch', pointerId: 2 };

  it('drags after it has rested, and keeps the page from scrolling then', async () => {
    drag.press(pointer('pointerdown', 50, 550, touch), move);
    const scroll = () => {
      const event = new Event('touchmove', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(scroll()).toBe(false);
    frames(260);
    expect(scroll()).toBe(true);
    send('pointermove', 150, 580, touch);
    send('pointerup', 150, 580, touch);
    await settle();
    expect(page.drops[0]!.extent).toMatchObject({ from: { day: 11, minute: 570 } });
  });

  it('scrolls when it moves before, also with a meeting under it', async () => {
    drag.press(pointer('pointerdown', 50, 550, touch), move);
    send('pointermove', 50, 560, touch);
    frames(400);
    send('pointerup', 60, 700, touch);
    await settle();
    expect([page.drops, page.pages, page.states.at(-1)]).toEqual([[], [], 'idle']);
  });

  it('turns the page by going across', () => {
    drag.press(pointer('pointerdown', 300, 550, touch), slot);
    send('pointermove', 280, 552, touch);
    send('pointerup', 180, 560, touch);
    drag.press(pointer('pointerdown', 300, 550, touch), slot);
    send('pointermove', 320, 552, touch);
    send('pointerup', 420, 560, touch);
    expect(page.pages).toEqual([1, -1]);
  });

  it('taps with the click that follows, so that nothing that opens is clicked', async () => {
    drag.press(pointer('pointerdown', 50, 552, touch), slot);
    send('pointerup', 50, 552, touch);
    expect(page.drops).toEqual([]);
    window.dispatchEvent(new MouseEvent('click'));
    await settle();
    expect(page.drops[0]!.extent).toMatchObject({ from: { day: 10, minute: 540 }, to: { minute: 570 } });
  });

  it('gives up when a second one comes, and when the browser takes it away', () => {
    drag.press(pointer('pointerdown', 50, 550, touch), move);
    drag.press(pointer('pointerdown', 90, 550, { ...touch, pointerId: 3 }), move);
    frames(400);
    drag.press(pointer('pointerdown', 50, 550, touch), move);
    send('pointercancel', 50, 560, touch);
    frames(400);
    expect(page.states).toEqual(['armed', 'idle', 'armed', 'idle']);
  });
});

describe('what follows the hand', () => {
  const root = document.createElement('div');
  root.innerHTML = `<div class="timegrid-scroll"><div class="timegrid-sheet"><b class="timegrid-hour"></b><b class="timegrid-hour"></b>
    <i class="timegrid-column"></i><i class="timegrid-hover"></i><i class="timegrid-mark"></i></div></div><u class="timegrid-ghost-time"></u>`;
  const find = (selector: string) => root.querySelector<HTMLElement>(selector)!;

  it('says the time, there too', () => {
    follow(root, review, 'Tue 09:00 – 10:00', ['13:45']);
    expect([find('.timegrid-ghost-time').textContent, find('.timegrid-mark').textContent]).toEqual(['Tue 09:00 – 10:00', '13:45']);
    expect(find('.timegrid-mark').style.getPropertyValue('--top')).toBe('37.5000%');
  });

  it('lights the half hour under it, and its hour', () => {
    find('.timegrid-column').getBoundingClientRect = () => ({ left: 0, top: 0, width: 100, height: 1440 }) as DOMRect;
    hover(root, { target: find('.timegrid-column'), clientY: 95 });
    expect(find('.timegrid-hover').style.transform).toBe('translate(0px, 90px)');
    expect([...root.querySelectorAll('.timegrid-hour')].map((hour) => hour.hasAttribute('data-near'))).toEqual([false, true]);
    unhover(root);
    expect(find('.timegrid-hover').dataset['on']).toBeUndefined();
  });

  it('is measured from the columns', () => {
    find('.timegrid-column').getBoundingClientRect = () => ({ left: 60, right: 160, top: 0, width: 100, height: 1440 }) as DOMRect;
    expect(measured(root, [Temporal.PlainDate.from('1970-01-11'), Temporal.PlainDate.from('1970-01-12')])).toMatchObject({ firstDay: 10, days: 2, left: 60, width: 200 });
  });
});
