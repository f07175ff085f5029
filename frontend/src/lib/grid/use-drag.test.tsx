// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import type { Drop } from './gesture';
import { useDrag } from './use-drag';

vi.mock('@/lib/idle', () => ({ whenIdle: () => () => undefined }));

/** There is none in jsdom. */
class Pointer extends MouseEvent {
  readonly pointerId: number;
  readonly pointerType: string;

  constructor(kind: string, about: PointerEventInit) {
    super(kind, about);
    this.pointerId = about.pointerId ?? 0;
    this.pointerType = about.pointerType ?? '';
  }
}
vi.stubGlobal('PointerEvent', Pointer);

const dropped = vi.fn<(drop: Drop) => void>();
afterEach(() => {
  cleanup();
  dropped.mockClear();
});

/** A day of which a pixel is a minute. */
function Grid() {
  const root = useRef<HTMLDivElement>(null);
  const { onPointerDown } = useDrag({
    root,
    scroller: '.scroll',
    spotAt: (_, { y }) => ({ day: 0, minute: y, lane: false }),
    boxOf: () => ({ x: 0, y: 0, width: 0, height: 0 }),
    hold: () => ({ kind: 'slot' }),
    at: () => undefined,
    page: () => undefined,
    drop: dropped,
  });
  return (
    <div ref={root} onPointerDown={onPointerDown}>
      <div className="scroll">Monday</div>
    </div>
  );
}

const mouse = { pointerId: 1, pointerType: 'mouse', button: 0, clientX: 10 };

it('takes what was drawn before its code had come', async () => {
  render(<Grid />);
  fireEvent.pointerDown(screen.getByText('Monday'), { ...mouse, clientY: 600 });
  fireEvent.pointerUp(screen.getByText('Monday'), { ...mouse, clientY: 685 });
  await waitFor(() => expect(dropped).toHaveBeenCalled());
  expect(dropped.mock.calls[0]![0].extent).toMatchObject({ from: { minute: 600 }, to: { minute: 690 } });
});

it('leaves alone what the browser took for scrolling, and what is gone by then', async () => {
  const { unmount } = render(<Grid />);
  fireEvent.pointerDown(screen.getByText('Monday'), { ...mouse, clientY: 600 });
  fireEvent.pointerCancel(screen.getByText('Monday'), { ...mouse, clientY: 690 });
  fireEvent.pointerDown(screen.getByText('Monday'), { ...mouse, pointerId: 2, clientY: 600 });
  unmount();
  await import('./drag');
  await new Promise((done) => setTimeout(done));
  expect(dropped).not.toHaveBeenCalled();
});
