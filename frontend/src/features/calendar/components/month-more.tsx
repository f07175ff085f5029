'use client';

import { useEffect, useRef } from 'react';
import type { Block } from '../blocks';
import type { Calendars } from '../overlays';
import { EventBlock } from './event-block';

interface Props {
  title: string;
  blocks: readonly Block[];
  calendars: Calendars;
  now: number;
  onOpen(block: Block): void;
}

/** All of a day for which the month has no room: arrows go from one to the next. */
export function MonthMore({ title, blocks, calendars, now, onOpen }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const walk = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...(list.current?.querySelectorAll<HTMLElement>('[data-key]') ?? [])];
    if (!by || all.length === 0) return;
    event.preventDefault();
    const index = all.indexOf(document.activeElement as HTMLElement);
    all[(index + by + all.length) % all.length]!.focus();
  };
  useEffect(() => list.current?.querySelector<HTMLElement>('[data-key]')?.focus(), []);
  return (
    <div className="flex max-h-[60vh] flex-col gap-2 overflow-y-auto p-3" onKeyDown={walk}>
      <h2 className="px-1 text-base font-[620]">{title}</h2>
      <ul
        ref={list}
        className="flex flex-col gap-1"
        onClick={(event) => {
          event.stopPropagation();
          const key = (event.target as Element).closest<HTMLElement>('[data-key]')?.dataset['key'];
          const block = blocks.find((one) => one.key === key);
          if (block?.entry.meeting_id) onOpen(block);
        }}
      >
        {blocks.map((block) => (
          <li key={block.key}>
            <EventBlock block={block} calendars={calendars} past={block.end <= now} minutes={60} className="w-full" />
          </li>
        ))}
      </ul>
    </div>
  );
}
