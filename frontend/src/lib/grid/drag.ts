import { Dwell, leaningOn, scrollBy, swipeOf, type Box } from './edges';
import type { Rectangle } from './geometry';
import { extentOf, holdTime, idle, next, type Drop, type Extent, type Gesture, type Hold, type Input, type Point, type Pointer, type Spot } from './gesture';

/** The page on which things are dragged. */
export interface Stage {
  /** What follows the hand; null until it is drawn. */
  ghost(): HTMLElement | null;
  /** What scrolls, and the part of the screen it may use. */
  scroller(): HTMLElement;
  view(): Box;
  readonly rtl: boolean;
  /** The place under a point, and where to draw what would lie there: pixels on the screen. */
  spotAt(point: Point): Spot;
  boxOf(extent: Extent): Rectangle;
  /** Called when something is taken up, let go or given up; not while it is on its way. */
  became(gesture: Gesture): void;
  /** What is held would go here now. */
  at(extent: Extent): void;
  page(by: -1 | 1): void;
  /** Shows it in its new place, and is done when it does. */
  drop(drop: Drop): Promise<void> | void;
}

/**
 * Feeds the gesture machine from the pointers of a browser, and moves the ghost: once a frame, by transform, without
 * React. A finger that moves before it has rested belongs to the browser, which scrolls; the page is turned by a
 * finger that went across, and by a hand that stays at the edge with something in it.
 */
export class Drag {
  private gesture: Gesture = idle;
  private point: Point = { x: 0, y: 0 };
  private pressed: Point = { x: 0, y: 0 };
  private pointerId = -1;
  private fine = false;
  private frame = 0;
  private resting: ReturnType<typeof setTimeout> | undefined;
  private dwell = new Dwell();
  private shown = '';
  private leave = new AbortController();

  constructor(private readonly stage: Stage) {}

  press(event: PointerEvent, hold: Hold): void {
    // A second finger means something else: zooming, most likely.
    if (this.gesture.state !== 'idle') return event.pointerId === this.pointerId ? undefined : this.stop();
    const pointer: Pointer = event.pointerType === 'mouse' ? 'mouse' : 'touch';
    this.pointerId = event.pointerId;
    this.point = this.pressed = { x: event.clientX, y: event.clientY };
    this.fine = false;
    this.listen(pointer);
    this.feed({ kind: 'press', hold, at: this.stage.spotAt(this.point), point: this.point, pointer });
    if (pointer === 'touch') this.resting = setTimeout(() => this.rest(), holdTime);
  }

  /** The page goes away. */
  stop(): void {
    this.feed({ kind: 'cancel' });
    this.leave.abort();
  }

  private listen(pointer: Pointer): void {
    this.leave.abort();
    this.leave = new AbortController();
    const { signal } = this.leave;
    const mine = (handle: (event: PointerEvent) => void) => (event: PointerEvent) => {
      if (event.pointerId === this.pointerId) handle(event);
    };
    addEventListener('pointermove', mine((event) => this.move(event)), { signal });
    addEventListener('pointerup', mine((event) => this.up(event, pointer)), { signal });
    addEventListener('pointercancel', mine(() => this.stop()), { signal });
    addEventListener('keydown', (event) => this.key(event), { signal, capture: true });
    addEventListener('keyup', (event) => this.key(event), { signal, capture: true });
    const still = (event: Event) => {
      if (this.gesture.state === 'dragging' && event.cancelable) event.preventDefault();
    };
    // Both would take the finger away from what it holds.
    addEventListener('touchmove', still, { signal, passive: false });
    addEventListener('contextmenu', (event) => pointer === 'touch' && event.preventDefault(), { signal });
  }

  private rest(): void {
    this.feed({ kind: 'hold' });
    if (this.gesture.state === 'dragging') navigator.vibrate?.(8);
  }

  private move(event: PointerEvent): void {
    this.point = { x: event.clientX, y: event.clientY };
    this.fine = event.ctrlKey || event.metaKey;
    if (this.gesture.state !== 'dragging') this.go();
  }

  private up(event: PointerEvent, pointer: Pointer): void {
    this.point = { x: event.clientX, y: event.clientY };
    if (this.gesture.state === 'dragging') this.go();
    else if (pointer === 'touch') {
      const by = swipeOf(this.pressed, this.point, this.stage.rtl);
      if (by !== 0) this.stage.page(by);
    }
    if (this.gesture.state === 'dragging') swallowClick();
    if (this.gesture.state === 'armed' && pointer === 'touch') return this.tap();
    this.feed({ kind: 'release' });
    this.leave.abort();
  }

  /** A finger's click comes after it has left; whatever opens must not be what is clicked. */
  private tap(): void {
    clearTimeout(this.resting);
    const late = setTimeout(() => this.stop(), 400);
    const click = () => {
      clearTimeout(late);
      this.feed({ kind: 'release' });
      this.leave.abort();
    };
    addEventListener('click', click, { signal: this.leave.signal, once: true });
  }

  private key(event: KeyboardEvent): void {
    this.fine = event.ctrlKey || event.metaKey;
    if (event.key !== 'Escape' || event.type !== 'keydown' || this.gesture.state === 'idle') return;
    event.preventDefault();
    event.stopPropagation();
    if (this.gesture.state === 'dragging') swallowClick();
    this.stop();
  }

  private go(): void {
    this.feed({ kind: 'move', at: this.stage.spotAt(this.point), point: this.point, fine: this.fine });
  }

  private feed(input: Input): void {
    const before = this.gesture;
    this.gesture = next(before, input);
    if (this.gesture.state === before.state) return;
    if (this.gesture.state === 'dragging') {
      this.shown = '';
      this.dwell = new Dwell();
      this.frame = requestAnimationFrame(this.draw);
    }
    clearTimeout(this.resting);
    this.stage.became(this.gesture);
    if (this.gesture.state === 'dropping') void this.dropped(this.gesture.drop);
  }

  private async dropped(drop: Drop): Promise<void> {
    try {
      await this.stage.drop(drop);
    } finally {
      this.feed({ kind: 'settled' });
    }
  }

  private readonly draw = (now: number): void => {
    if (this.gesture.state !== 'dragging') return;
    this.frame = requestAnimationFrame(this.draw);
    const view = this.stage.view();
    const scroll = scrollBy(this.point, view);
    // Above what scrolls is the lane of whole days, where one stays.
    if (scroll !== 0 && this.point.y > view.top) this.stage.scroller().scrollTop += scroll;
    const turn = this.dwell.turns(leaningOn(this.point, view, this.stage.rtl), now);
    if (turn !== 0) this.stage.page(turn);
    this.go();
    this.paint();
  };

  private paint(): void {
    const extent = extentOf(this.gesture);
    const ghost = this.stage.ghost();
    if (!extent || !ghost) return;
    const { x, y, width, height } = this.stage.boxOf(extent);
    const { style, dataset } = ghost;
    style.transform = `translate(${x}px, ${y}px)`;
    const size = `${width}/${height}`;
    if (dataset['size'] !== size) {
      dataset['size'] = size;
      style.width = `${width}px`;
      style.height = `${height}px`;
      ghost.toggleAttribute('data-low', height < 36);
    }
    const shown = JSON.stringify(extent);
    if (shown === this.shown) return;
    this.shown = shown;
    this.stage.at(extent);
  }
}

/** What was dragged was not clicked. */
function swallowClick(): void {
  const controller = new AbortController();
  const { signal } = controller;
  addEventListener(
    'click',
    (event) => {
      event.preventDefault();
      event.stopPropagation();
    },
    { capture: true, signal },
  );
  setTimeout(() => controller.abort(), 50);
}
