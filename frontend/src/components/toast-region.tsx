'use client';

import { X } from 'lucide-react';
import { useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { cx } from './class-names';
import { toasts, type Toast } from './toasts';

const none: readonly Toast[] = [];

function actionsOf({ action, others = [] }: Toast) {
  return action ? [action, ...others] : others;
}

interface Props {
  label: string;
  dismissLabel: string;
  /** Stands below the toasts, for as long as it has something to say. */
  children?: ReactNode;
}

/** Above everything, dialogs included; quiet for eyes and ears. */
export function ToastRegion({ label, dismissLabel, children }: Props) {
  const list = useSyncExternalStore(toasts.subscribe, toasts.current, () => none);
  const region = useRef<HTMLElement>(null);
  const isHovered = useRef(false);
  const hover = (pointerType: string, isIn: boolean) => {
    // Where a finger has pressed, it is said to hover from then on.
    if (pointerType !== 'mouse') return;
    isHovered.current = isIn;
    if (isIn) toasts.pause();
    else toasts.resume();
  };
  // Who pressed a button of one that vanished is not among the others any more, and no event says so.
  useEffect(() => {
    const isIn = region.current?.matches(isHovered.current ? ':hover, :focus-within' : ':focus-within');
    if (!isIn) toasts.resume();
  }, [list]);
  return (
    <section
      ref={region}
      aria-label={label}
      // React Aria hides what is outside a dialog; this marks the region as reachable from within one.
      data-react-aria-top-layer="true"
      onPointerEnter={({ pointerType }) => hover(pointerType, true)}
      onPointerLeave={({ pointerType }) => hover(pointerType, false)}
      onFocus={() => toasts.pause()}
      onBlur={() => toasts.resume()}
      className="pointer-events-none fixed inset-x-0 bottom-[calc(72px+env(safe-area-inset-bottom)+var(--bars,0px))] z-60 flex flex-col items-center gap-2 px-4 md:bottom-[calc(1.25rem+var(--bars,0px))]"
    >
      <div role="status" aria-live="polite" className="contents">
        {list.map((toast) => (
          <div
            key={toast.id}
            className={cx(
              'enter-rise pointer-events-auto flex items-center gap-x-1 rounded-lg bg-raised py-1.5 ps-4 pe-1.5 text-base shadow-2',
              toast.others ? 'max-w-[min(680px,100%)] flex-wrap justify-end sm:flex-nowrap' : 'max-w-[min(480px,100%)]',
              toast.tone === 'danger' && 'text-danger',
            )}
          >
            <span className={cx('min-w-0 flex-1 py-1 pe-2', toast.others && 'basis-full sm:basis-auto')}>{toast.text}</span>
            {actionsOf(toast).map((action) => (
              <Button
                key={action.label}
                onPress={() => toasts.act(toast.id, action)}
                className="h-8 flex-none cursor-pointer rounded-sm px-2.5 whitespace-nowrap font-[600] text-accent hover:bg-hover pointer-coarse:h-11"
              >
                {action.label}
              </Button>
            ))}
            <Button
              aria-label={dismissLabel}
              onPress={() => toasts.dismiss(toast.id)}
              className="flex size-8 flex-none cursor-pointer items-center justify-center rounded-sm text-fg-3 hover:bg-hover hover:text-fg pointer-coarse:size-11"
            >
              <X aria-hidden className="size-4" strokeWidth={1.75} />
            </Button>
          </div>
        ))}
      </div>
      {children}
    </section>
  );
}
