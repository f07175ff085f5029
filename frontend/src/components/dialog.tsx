'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Button } from './button';
import { cx } from './class-names';

interface Props {
  title: string;
  isOpen: boolean;
  onClose(): void;
  children: ReactNode;
  /** A sheet comes from the side (from below on a phone) and keeps the page in view. */
  sheet?: boolean;
  /** Must be answered: no way to close without choosing. */
  firm?: boolean;
  /** Room for a line of text. */
  wide?: boolean;
  /** Room for two columns. */
  broad?: boolean;
  closeLabel: string;
}

export function Dialog({ title, isOpen, onClose, children, sheet = false, firm = false, wide = false, broad = false, closeLabel }: Props) {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={(open) => !open && onClose()}
      isDismissable={!firm}
      isKeyboardDismissDisabled={firm}
      className={cx(
        'veil fixed inset-0 z-40 flex',
        sheet
          ? 'items-end justify-end bg-[rgb(18_18_20/.32)] sm:items-stretch sm:bg-[rgb(18_18_20/.14)]'
          : 'items-center justify-center bg-[rgb(18_18_20/.32)] p-4',
      )}
    >
      <Modal
        className={cx(
          'sheet flex w-full flex-col overflow-hidden bg-raised shadow-3 outline-none',
          sheet
            ? 'max-h-[94dvh] rounded-t-xl sm:max-h-none sm:w-[440px] sm:rounded-none sm:rounded-s-xl'
            : cx('max-h-[90dvh] rounded-xl', broad ? 'max-w-[880px]' : wide ? 'max-w-[600px]' : 'max-w-[420px]'),
        )}
      >
        <AriaDialog className="flex min-h-0 flex-1 flex-col outline-none">
          <header className="flex flex-none items-center gap-3 px-5 pt-4 pb-2">
            <Heading slot="title" className="flex-1 text-lg font-[620]">
              {title}
            </Heading>
            {firm ? null : (
              <Button
                look="ghost"
                square
                onPress={onClose}
                aria-label={closeLabel}
                icon={<X aria-hidden className="size-4.5" strokeWidth={1.75} />}
              />
            )}
          </header>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** `label`: of one that is only read, so that the arrow keys can scroll it. */
export function DialogBody({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <div {...(label ? { role: 'region', 'aria-label': label, tabIndex: 0 } : {})} className="flex min-h-0 flex-1 flex-col gap-4 overflow-y-auto px-5 pt-2 pb-5">
      {children}
    </div>
  );
}

/** On a phone what does not fit on one line fills both. */
export function DialogFoot({ children }: { children: ReactNode }) {
  return (
    <footer className="flex flex-none flex-wrap items-center justify-end gap-2 max-sm:*:grow border-t border-line px-5 py-3 pb-[max(.75rem,env(safe-area-inset-bottom))]">
      {children}
    </footer>
  );
}
