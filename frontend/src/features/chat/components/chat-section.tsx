'use client';

import { useQueryClient } from '@tanstack/react-query';
import { ArrowDown, Search, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Button } from '@/components/button';
import { StaleNotice } from '@/components/stale-notice';
import { TextField } from '@/components/text-field';
import { toasts } from '@/components/toasts';
import { useHere } from '@/features/presence';
import { isRefused } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import type { Message } from '@/lib/api/types';
import { outgoing } from '@/lib/offline/outgoing';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { fromWire, type Mentionable } from '../mentions';
import { deleteMessage, draftOf, editMessage, markRead, react, say } from '../mutations';
import { unsentOf } from '../outbox';
import { messagesOf, useFoundMessages, useThread } from '../queries';
import { daysOf, mayEdit } from '../thread';
import { ChatComposer } from './chat-composer';
import { ChatMessage } from './chat-message';
import { MessageText } from './message-text';
import { UnsentMessages } from './unsent-messages';
import { useReading } from './use-reading';

interface Props {
  meetingId: string;
  /** The date of a series that is shown: new messages are about it. */
  date: string | null;
  me: string;
  isHost: boolean;
  people: readonly { id: string; name: string }[];
  mayNameTeams: boolean;
  dateName(originalStart: string): string;
  areaRef: React.RefObject<HTMLTextAreaElement | null>;
}

export function ChatSection({ meetingId, date, me, isHost, people, mayNameTeams, dateName, areaRef }: Props) {
  const t = useTranslations('chat');
  const problemText = useProblemText();
  const formats = useFormats();
  const cache = useQueryClient();
  const here = useHere();
  const now = useNow();
  const thread = useThread(meetingId);
  const outbox = outgoing(me);
  const line = useSyncExternalStore(outbox.subscribe, outbox.shown, outbox.shown);
  const unsent = useMemo(() => unsentOf(line, meetingId), [line, meetingId]);
  const [draft] = useState(() => draftOf(me, meetingId));
  const [replying, setReplying] = useState<Message | null>(null);
  const [editing, setEditing] = useState<Message | null>(null);
  const [words, setWords] = useState<string | null>(null);
  const log = useRef<HTMLDivElement>(null);

  const newestFirst = messagesOf(thread.data);
  const messages = [...newestFirst].reverse();
  const reading = useReading(log, messages, unsent.length);

  const latest = newestFirst[0];
  const readUpTo = thread.data?.pages[0]?.read_up_to ?? 0;
  const looking = reading.atEnd && words === null;
  useEffect(() => {
    if (!latest || latest.position <= readUpTo || !looking) return;
    const read = () => document.visibilityState === 'visible' && void markRead(cache, latest).catch(() => undefined);
    read();
    document.addEventListener('visibilitychange', read);
    return () => document.removeEventListener('visibilitychange', read);
  }, [cache, latest, readUpTo, looking]);

  // Older messages come in above: what one reads stays where it is.
  const height = useRef(0);
  const oldest = messages[0]?.id;
  useLayoutEffect(() => {
    const element = log.current;
    if (!element) return;
    if (height.current > 0 && !reading.atEnd) element.scrollTop += element.scrollHeight - height.current;
    height.current = 0;
  }, [oldest, reading.atEnd]);
  const further = () => {
    height.current = log.current?.scrollHeight ?? 0;
    void thread.fetchNextPage();
  };

  const failed = (again: () => void) => (reason: unknown) =>
    toasts.show({ tone: 'danger', text: t('notDone', { reason: problemText(reason) }), action: { label: t('retry'), run: again } });
  const nameOf = (id: string) => people.find((each) => each.id === id)?.name ?? newestFirst.find(({ author }) => author.id === id)?.author.name ?? t('somebody');
  const typing = here.people.filter(({ person_id, state }) => person_id !== me && state === 'typing').map(({ name }) => name);
  const mentionable = people.filter(({ id }) => id !== me).map(({ id, name }): Mentionable => ({ type: 'person', id, name }));
  const leave = () => {
    setReplying(null);
    setEditing(null);
  };
  const send = (text: string) => {
    here.doing.stopTyping();
    draft.keep('');
    if (editing) {
      const edited = editing;
      const save = () => void editMessage(cache, edited, text).catch(failed(save));
      save();
    } else say(meetingId, me, { text, replyTo: replying?.id ?? null, date });
    leave();
    reading.toEnd();
  };
  const deedsOf = (message: Message) => {
    const remove = () => void deleteMessage(cache, message).catch(failed(remove));
    const toggle = (emoji: string, there: boolean) => void react(cache, message, emoji, me, there).catch(failed(() => toggle(emoji, there)));
    const focus = () => requestAnimationFrame(() => areaRef.current?.focus());
    return {
      reply: () => {
        setEditing(null);
        setReplying(message);
        focus();
      },
      react: toggle,
      edit: mayEdit(message, me, now)
        ? () => {
            setReplying(null);
            setEditing(message);
            focus();
          }
        : undefined,
      remove: message.author.id === me || isHost ? remove : undefined,
    };
  };

  return (
    <div className="relative flex min-h-0 flex-1 flex-col rounded-lg border border-line bg-surface">
      <div className="flex items-center gap-1 border-b border-line px-3 py-1.5">
        <p aria-hidden className="flex-1 text-base font-[600]">{t('title')}</p>
        <Button
          look="ghost"
          square
          aria-label={words === null ? t('search') : t('closeSearch')}
          onPress={() => setWords(words === null ? '' : null)}
          icon={words === null ? <Search aria-hidden className="size-4" strokeWidth={1.75} /> : <X aria-hidden className="size-4" strokeWidth={1.75} />}
        />
      </div>
      {words === null ? null : <Found meetingId={meetingId} words={words} onWords={setWords} me={me} />}
      <div ref={log} hidden={words !== null} onScroll={reading.scrolled} className="min-h-40 flex-1 overflow-y-auto px-3 py-2" tabIndex={0} aria-label={t('log')} role="log">
        {thread.isError && !thread.data ? (
          <StaleNotice inPlace mayRetry={!isRefused(thread.error)} retry={t('retry')} onRetry={() => void thread.refetch()}>
            {t('failed', { reason: problemText(thread.error) })}
          </StaleNotice>
        ) : null}
        {thread.isPending ? <div className="skeleton h-24" aria-hidden /> : null}
        {thread.hasNextPage ? (
          <div className="flex justify-center pb-2">
            <Button onPress={further} isPending={thread.isFetchingNextPage}>
              {t('earlierMessages')}
            </Button>
          </div>
        ) : null}
        {thread.data && messages.length === 0 && unsent.length === 0 ? <p className="py-8 text-center text-fg-3">{t('empty')}</p> : null}
        {daysOf(messages, formats.zone).map(({ day, at, turns }) => (
          <section key={day} aria-label={formats.longDay(at)}>
            <p aria-hidden className="my-2 flex items-center gap-3 text-xs font-[550] text-fg-3">
              <span className="h-px flex-1 bg-line" />
              {formats.longDay(at)}
              <span className="h-px flex-1 bg-line" />
            </p>
            {turns.map((turn) => (
              <div key={turn.messages[0]!.id} className="flex gap-2.5 py-1.5">
                <Avatar id={turn.author.id} name={turn.author.name} size={24} />
                <div className="min-w-0 flex-1">
                  <p className="tabular flex items-baseline gap-2 text-xs text-fg-3">
                    <bdi className="truncate text-sm font-[600] text-fg">{turn.author.name}</bdi>
                    <time dateTime={turn.messages[0]!.created_at}>{formats.time(turn.at)}</time>
                  </p>
                  {turn.messages.map((message) => (
                    <ChatMessage
                      key={message.id}
                      message={message}
                      me={me}
                      answered={newestFirst.find(({ id }) => id === message.reply_to) ?? null}
                      nameOf={nameOf}
                      about={message.original_start && message.original_start !== date ? t('about', { date: dateName(message.original_start) }) : null}
                      deeds={deedsOf(message)}
                    />
                  ))}
                </div>
              </div>
            ))}
          </section>
        ))}
        <UnsentMessages list={unsent} onRetry={(id) => outbox.retry(id)} onDrop={(id) => outbox.drop(id)} />
      </div>
      {reading.fresh > 0 && words === null ? (
        <button
          type="button"
          onClick={reading.toEnd}
          className="enter-rise absolute bottom-20 left-1/2 flex h-8 -translate-x-1/2 cursor-pointer items-center gap-1.5 rounded-full bg-accent px-3 text-sm font-[600] text-on-accent shadow-2 pointer-coarse:h-11"
        >
          {t('fresh', { count: reading.fresh })}
          <ArrowDown aria-hidden className="size-4" />
        </button>
      ) : null}
      <p aria-live="polite" className="h-4 truncate px-3 text-xs text-fg-3">
        {typing.length > 0 ? t('typing', { count: typing.length, names: formats.list(typing) }) : ''}
      </p>
      <ChatComposer
        key={editing?.id ?? 'new'}
        areaRef={areaRef}
        initial={editing ? fromWire(editing.text) : fromWire(draft.read())}
        people={mentionable}
        mayNameTeams={mayNameTeams}
        about={editing ? t('editing') : replying ? t('replying', { name: replying.author.name }) : null}
        onLeave={leave}
        onText={(text) => {
          if (text) here.doing.type();
          if (!editing) draft.keep(text);
        }}
        onSend={send}
        onUp={() => {
          const own = newestFirst.find((message) => mayEdit(message, me, now));
          if (own) deedsOf(own).edit?.();
        }}
      />
    </div>
  );
}

/** Messages with certain words, the newest first. */
function Found({ meetingId, words, onWords, me }: { meetingId: string; words: string; onWords(words: string): void; me: string }) {
  const t = useTranslations('chat');
  const formats = useFormats();
  const found = useFoundMessages(meetingId, words);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-3">
      <TextField label={t('searchLabel')} value={words} onChange={onWords} autoFocus maxLength={200} />
      <p role="status" className="text-xs text-fg-3">
        {words.trim() && found.data ? t('found', { count: found.data.length }) : ''}
      </p>
      <ol className="flex flex-col gap-2">
        {words.trim()
          ? found.data?.map((message) => (
              <li key={message.id} className="rounded-md bg-sunken p-2 text-sm">
                <p className="tabular text-xs text-fg-3">
                  {message.author.name} · {formats.shortDay(instantOf(message.created_at))}, {formats.time(instantOf(message.created_at))}
                </p>
                <MessageText parts={message.parts} me={me} />
              </li>
            ))
          : null}
      </ol>
    </div>
  );
}
