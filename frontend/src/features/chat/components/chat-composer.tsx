'use client';

import { SendHorizontal, X } from 'lucide-react';
import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { controlClass } from '@/components/field';
import { matching, named, namingAt, toWire, type Mentionable } from '../mentions';
import { useTeams } from '../queries';

interface Props {
  areaRef: Ref<HTMLTextAreaElement>;
  initial: { text: string; chosen: readonly Mentionable[] };
  people: readonly Mentionable[];
  mayNameTeams: boolean;
  /** What it answers, or which message is said anew. */
  about: string | null;
  onLeave(): void;
  onText(text: string): void;
  onSend(wire: string): void;
  /** Up, with nothing typed: my last message again. */
  onUp(): void;
}

/** Where messages are written: Enter sends, Shift+Enter begins a line, @ offers names. */
export function ChatComposer({ areaRef, initial, people, mayNameTeams, about, onLeave, onText, onSend, onUp }: Props) {
  const t = useTranslations('chat');
  const list = useId();
  const area = useRef<HTMLTextAreaElement | null>(null);
  const [text, setText] = useState(initial.text);
  const [chosen, setChosen] = useState(initial.chosen);
  const [caret, setCaret] = useState(initial.text.length);
  const [active, setActive] = useState(0);
  const [closedAt, setClosedAt] = useState(-1);
  const place = useRef<number | null>(null);

  const naming = namingAt(text, caret);
  const teams = useTeams(naming?.query.trim() ?? '', naming !== null && mayNameTeams);
  const all = [...people, ...(teams.data ?? []).map(({ id, name }): Mentionable => ({ type: 'team', id, name }))];
  const offered = naming && naming.at !== closedAt ? matching(all, naming.query).slice(0, 6) : [];
  const at = Math.min(active, offered.length - 1);
  const optionId = (index: number) => `${list}-${index}`;

  useLayoutEffect(() => {
    if (place.current === null) return;
    area.current?.setSelectionRange(place.current, place.current);
    place.current = null;
  });

  const become = (next: string, nextCaret: number) => {
    setText(next);
    setCaret(nextCaret);
    setActive(0);
    onText(next);
  };
  const choose = (who: Mentionable) => {
    if (!naming) return;
    const next = named(text, naming, who);
    setChosen([...chosen, who]);
    place.current = next.caret;
    become(next.text, next.caret);
    area.current?.focus();
  };
  const send = () => {
    if (!text.trim()) return;
    onSend(toWire(text.trim(), chosen));
    setChosen([]);
    become('', 0);
    area.current?.focus();
  };
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    const deeds: Record<string, () => void> = offered.length
      ? {
          ArrowDown: () => setActive((at + 1) % offered.length),
          ArrowUp: () => setActive((at - 1 + offered.length) % offered.length),
          Enter: () => choose(offered[at]!),
          Tab: () => choose(offered[at]!),
          Escape: () => setClosedAt(naming?.at ?? -1),
        }
      : {
          ...(event.shiftKey ? {} : { Enter: send }),
          ...(text ? {} : { ArrowUp: onUp }),
          ...(about ? { Escape: onLeave } : {}),
        };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    event.stopPropagation();
    deed();
  };

  return (
    <div className="relative flex flex-col gap-1.5 border-t border-line p-3">
      {about ? (
        <p className="flex items-center gap-2 text-xs text-fg-2">
          <span className="min-w-0 flex-1 truncate">{about}</span>
          <Button look="ghost" square aria-label={t('leave')} onPress={onLeave} icon={<X aria-hidden className="size-4" />} />
        </p>
      ) : null}
      {offered.length > 0 ? (
        <ul id={list} role="listbox" aria-label={t('names')} className="absolute inset-x-3 bottom-full z-10 mb-1 rounded-lg bg-raised p-1 shadow-2">
          {offered.map((who, index) => (
            <li
              key={`${who.type}${who.id}`}
              id={optionId(index)}
              role="option"
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
                choose(who);
              }}
              className={cx('flex min-h-9 cursor-pointer items-center gap-2 rounded-sm px-2 text-base pointer-coarse:min-h-11', index === at && 'bg-hover')}
            >
              <Avatar id={who.id} name={who.name} size={24} />
              <bdi className="min-w-0 flex-1 truncate">{who.name}</bdi>
              {who.type === 'team' ? <span className="text-xs text-fg-3">{t('team')}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
      <div className="flex items-end gap-2">
        <textarea
          ref={(element) => {
            area.current = element;
            if (typeof areaRef === 'function') areaRef(element);
            else if (areaRef) areaRef.current = element;
          }}
          dir="auto"
          rows={Math.min(6, text.split('\n').length)}
          value={text}
          maxLength={10_000}
          aria-label={t('write')}
          placeholder={t('write')}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          {...(offered.length > 0 ? { 'aria-controls': list, 'aria-activedescendant': optionId(at) } : {})}
          onChange={({ target }) => become(target.value, target.selectionStart)}
          onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
          onKeyDown={pressed}
          className={cx(controlClass, 'max-h-40 min-h-(--control) flex-1 resize-none py-2 field-sizing-content')}
        />
        <Button
          look="primary"
          square
          aria-label={t('send')}
          onPress={send}
          isDisabled={!text.trim()}
          icon={<SendHorizontal aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />}
        />
      </div>
      <p className="sr-only" role="status">
        {offered.length > 0 ? t('offered', { count: offered.length }) : ''}
      </p>
    </div>
  );
}
