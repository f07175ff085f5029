'use client';

import type { ReactNode, RefObject } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover as AriaPopover } from 'react-aria-components/Popover';
import { useMedia } from './use-media';

interface Props {
  label: string;
  triggerRef: RefObject<Element | null>;
  isOpen: boolean;
  onClose(): void;
  /** Below what is as wide as a phone: beside it there would be no room. */
  placement?: 'end top' | 'bottom start';
  children: ReactNode;
}

/** A card beside what it is about; Escape or a click elsewhere closes it and focus returns. */
export function Popover({ label, triggerRef, isOpen, onClose, placement = 'end top', children }: Props) {
  // On a phone nothing has room beside what it is about.
  const narrow = useMedia('(max-width: 767px)');
  return (
    <AriaPopover
      triggerRef={triggerRef}
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      placement={narrow && placement.startsWith('end') ? 'bottom' : placement}
      offset={8}
      // It may grow to the height of the window and goes up as it does: held to what is below, what comes late would hang out.
      className="pop z-30 max-h-[calc(100dvh-24px)]! w-[min(360px,calc(100vw-24px))] overflow-y-auto rounded-lg bg-raised shadow-2 outline-none"
    >
      <Dialog aria-label={label} className="outline-none">
        {children}
      </Dialog>
    </AriaPopover>
  );
}
