'use client';

import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Menu as AriaMenu, MenuItem as AriaMenuItem, MenuSection, MenuTrigger, type MenuItemProps } from 'react-aria-components/Menu';
import { Header } from 'react-aria-components/Header';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';

interface Props {
  /** The button that opens it. */
  trigger: ReactElement;
  label: string;
  /** Open from the start. */
  defaultOpen?: boolean;
  children: ReactNode;
}

export function Menu({ trigger, label, defaultOpen = false, children }: Props) {
  return (
    <MenuTrigger defaultOpen={defaultOpen}>
      {trigger}
      <Popover className="pop z-30 min-w-52 rounded-lg bg-raised p-1 shadow-2 outline-none" offset={6}>
        <AriaMenu aria-label={label} className="outline-none">
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export function MenuItem({ icon, children, ...rest }: Omit<MenuItemProps, 'children'> & { icon?: ReactNode; children: ReactNode }) {
  return (
    <AriaMenuItem
      {...rest}
      textValue={typeof children === 'string' ? children : ''}
      className="flex h-9 cursor-pointer items-center gap-2.5 rounded-sm px-2.5 text-base text-fg outline-none data-focused:bg-hover pointer-coarse:h-11"
    >
      {({ isSelected, selectionMode }) => (
        <>
          {icon}
          <span className="flex-1">{children}</span>
          {selectionMode !== 'none' && isSelected ? <Check aria-hidden className="size-4 text-accent" strokeWidth={2} /> : null}
        </>
      )}
    </AriaMenuItem>
  );
}

interface GroupProps<Value extends string> {
  title: string;
  value: Value;
  onChange(value: Value): void;
  children: ReactNode;
}

/** One of several, chosen inside a menu. */
export function MenuChoice<Value extends string>({ title, value, onChange, children }: GroupProps<Value>) {
  return (
    <MenuSection
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [chosen] = [...(keys as Set<Value>)];
        if (chosen) onChange(chosen);
      }}
    >
      <Header className="px-2.5 pt-2 pb-1 text-xs font-[550] text-fg-3">{title}</Header>
      {children}
    </MenuSection>
  );
}

export function MenuLine() {
  return <Separator className="mx-2 my-1 border-t border-line" />;
}
