'use client';

import { MoreHorizontal, Pencil, Reply, SmilePlus, Trash2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { Menu, MenuItem } from '@/components/menu';
import { useMedia } from '@/components/use-media';
import type { Message } from '@/lib/api/types';
import { MessageText } from './message-text';

const small = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;
/** Six that say most of what is said with them. */
export const reactions = ['👍', '❤️', '😄', '🎉', '👀', '🙏'] as const;

export interface MessageDeeds {
  reply(): void;
  react(emoji: string, there: boolean): void;
  edit: (() => void) | undefined;
  remove: (() => void) | undefined;
}

interface Props {
  message: Message;
  me: string;
  /** The message that it answers, as far as it is known here. */
  answered: Message | null;
  nameOf(id: string): string;
  /** The date it is about, where that is not the one that is shown. */
  about: string | null;
  deeds: MessageDeeds;
}

export function ChatMessage({ message, me, answered, nameOf, about, deeds }: Props) {
  const t = useTranslations('chat');
  const coarse = useMedia('(pointer: coarse)');
  if (message.deleted_at !== null) return <p className="py-0.5 text-sm text-fg-3 italic">{t('deleted')}</p>;
  const excerpt = answered ? (answered.deleted_at ? t('deleted') : answered.parts.map(({ text }) => text).join('').slice(0, 120)) : t('earlier');
  const more = <Button look="ghost" square aria-label={t('more')} icon={<MoreHorizontal {...small} />} />;
  const emoji = reactions.map((each, index) => (
    <MenuItem key={each} onAction={() => deeds.react(each, true)} icon={<span aria-hidden>{each}</span>}>
      {t(`emoji.${index}` as 'emoji.0')}
    </MenuItem>
  ));
  const reply = (
    <MenuItem key="reply" onAction={deeds.reply} icon={<Reply {...small} />}>
      {t('reply')}
    </MenuItem>
  );
  const own = [
    deeds.edit ? (
      <MenuItem key="edit" onAction={deeds.edit} icon={<Pencil {...small} />}>
        {t('edit')}
      </MenuItem>
    ) : null,
    deeds.remove ? (
      <MenuItem key="delete" onAction={deeds.remove} icon={<Trash2 {...small} />}>
        {t('delete')}
      </MenuItem>
    ) : null,
  ];
  return (
    <div id={`message-${message.id}`} className="group relative rounded-sm py-0.5 hover:bg-hover focus-within:bg-hover">
      {message.reply_to ? (
        <p className="truncate border-s-2 border-line-strong ps-2 text-xs text-fg-3">
          {answered ? <bdi className="font-[550]">{answered.author.name}</bdi> : null} {excerpt}
        </p>
      ) : null}
      <p className="pe-2 pointer-coarse:pe-11">
        <MessageText parts={message.parts} me={me} />
        {message.edited_at ? <span className="ms-1.5 text-xs text-fg-3">{t('edited')}</span> : null}
        {about ? <span className="ms-1.5 text-xs text-fg-3">{about}</span> : null}
      </p>
      {message.reactions.length > 0 ? (
        <ul className="mt-1 flex flex-wrap gap-1">
          {message.reactions.map(({ emoji, people }) => {
            const mine = people.includes(me);
            return (
              <li key={emoji}>
                <button
                  type="button"
                  aria-pressed={mine}
                  aria-label={t('reacted', { emoji, names: people.map(nameOf).join(', ') })}
                  title={people.map(nameOf).join(', ')}
                  onClick={() => deeds.react(emoji, !mine)}
                  className={cx(
                    'tabular flex h-7 cursor-pointer items-center gap-1 rounded-full border px-2 text-sm pointer-coarse:h-9',
                    mine ? 'border-accent bg-accent-soft text-accent-text' : 'border-line bg-surface text-fg-2',
                  )}
                >
                  <span aria-hidden>{emoji}</span> {people.length}
                </button>
              </li>
            );
          })}
        </ul>
      ) : null}
      {coarse ? (
        <div className="absolute -top-2 end-0">
          <Menu label={t('more')} trigger={more}>
            {emoji}
            {reply}
            {own}
          </Menu>
        </div>
      ) : (
        <div className="absolute -top-3 end-1 flex rounded-md border border-line bg-raised opacity-0 group-focus-within:opacity-100 group-hover:opacity-100">
          <Menu
            label={t('react')}
            trigger={<Button look="ghost" square aria-label={t('reactTo', { name: message.author.name })} icon={<SmilePlus {...small} />} />}
          >
            {emoji}
          </Menu>
          <Button look="ghost" square aria-label={t('replyTo', { name: message.author.name })} onPress={deeds.reply} icon={<Reply {...small} />} />
          {deeds.edit || deeds.remove ? (
            <Menu label={t('more')} trigger={more}>
              {own}
            </Menu>
          ) : null}
        </div>
      )}
    </div>
  );
}
