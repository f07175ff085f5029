'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { cx } from '@/components/class-names';
import { inOrder } from '@/components/in-order';
import { Notice } from '@/components/notice';
import { Panel, Tabs, type TabShown } from '@/components/tabs';
import { useMedia } from '@/components/use-media';
import { ChatSection, useChatLive, useUnread } from '@/features/chat';
import { HistorySection, useHistoryLive } from '@/features/history';
import { PeopleHere, PresenceProvider, useHere } from '@/features/presence';
import { AgendaSection, MinutesSection, useAgendaKeys, useProceedingsLive } from '@/features/proceedings';
import { usePerson } from '@/features/session';
import type { Meeting } from '@/lib/api/types';
import { Words } from '@/lib/locale';
import { useOffers } from '@/lib/offers';
import { wordsOf } from '@/lib/words';
import { useFormats } from '@/lib/time/formats-context';
import { isAllDay, startOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { guestOf } from '../guests';
import { onceThere } from '../once-there';
import { instantOfName, lengthOf } from '../one-date';
import { LiveStrip } from './live-strip';
import { MeetingHeader } from './meeting-header';
import { MeetingOverview } from './meeting-overview';
import { areas, MeetingSkeleton } from './meeting-skeleton';
import { PeopleSection } from './people-section';
import type { ShownDate } from './shown-date';
import { useLedTo } from './use-led-to';
import { usePaper } from './use-paper';

const words = wordsOf(...areas);
const parts = ['overview', 'agenda', 'chat', 'minutes', 'people', 'history'] as const;
type Part = (typeof parts)[number];
/** What of a meeting is printed. */
const printed: readonly Part[] = ['overview', 'agenda', 'minutes'];

interface Props {
  /** The series as such, where it is one. */
  whole: Meeting;
  shown: ShownDate;
  part: string | null;
  wasMoved: boolean;
  stale: string | null;
  gone: boolean;
  onRetry(): void;
}

/**
 * All about one date of a meeting. Wide screens show what is written beside who is there and what they say; on others
 * each part has a tab. The keys 1 to 6 lead to the parts on both.
 */
export function MeetingView(props: Props) {
  return (
    <Words of={words} meanwhile={<MeetingSkeleton />}>
      <PresenceProvider meetingId={props.whole.id}>
        <View {...props} />
      </PresenceProvider>
    </Words>
  );
}

function View({ whole, shown, part, wasMoved, stale, gone, onRetry }: Props) {
  const t = useTranslations('meetingPage');
  const formats = useFormats();
  const person = usePerson();
  const here = useHere();
  const wide = useMedia('(min-width: 1024px)');
  const { meeting, date } = shown;
  const [chosen, setChosen] = useState<Part>(() => parts.find((name) => name === part) ?? 'overview');
  const [beside, setBeside] = useState<'people' | 'chat'>(chosen === 'chat' ? 'chat' : 'people');
  const [adding, setAdding] = useState(false);
  const message = useRef<HTMLTextAreaElement>(null);
  const column = useRef<HTMLDivElement>(null);
  const inColumn = useCallback((element: HTMLDivElement | null) => {
    column.current = element;
    return inOrder(element);
  }, []);
  const paper = usePaper();
  const which = { meetingId: meeting.id, date };
  const unread = useUnread(meeting.id);
  useProceedingsLive(which);
  useChatLive(meeting.id, person.id);
  useHistoryLive(meeting.id);
  const clock = useAgendaKeys(which);

  const hosting = whole.host.id === person.id;
  const mayWrite = (hosting || guestOf(whole, person.id) !== undefined) && !gone;
  const people = [meeting.host, ...meeting.guests.flatMap((guest) => (guest.person && guest.person.id !== meeting.host.id ? [guest.person] : []))];
  const section = { which, me: person.id, people, mayWrite, length: lengthOf(meeting, formats.zone) };
  const dateName = (name: string) => {
    const at = instantOfName(name);
    return at === null ? name : formats.shortDay(at, isAllDay(meeting.start) ? 'UTC' : formats.zone);
  };

  useEffect(() => here.doing.look(chosen), [here.doing, chosen]);
  useEffect(() => {
    const url = new URL(location.href);
    if (chosen === 'overview') url.searchParams.delete('part');
    else url.searchParams.set('part', chosen);
    if (url.href !== location.href) window.history.replaceState(window.history.state, '', url);
  }, [chosen]);

  const bringUp = (name: Part) => {
    setChosen(name);
    if (wide && (name === 'chat' || name === 'people')) setBeside(name);
  };
  const goTo = (name: Part) => {
    bringUp(name);
    if (!wide) return;
    onceThere(
      () => document.getElementById(`part-${name}`),
      (heading) => {
        heading.scrollIntoView({ block: 'nearest' });
        heading.focus();
      },
    );
  };
  const named = parts.find((name) => name === part) ?? null;
  useLedTo(named, chosen, wide ? column : null, bringUp);
  useOffers(() => ({
    'page.print': paper.print,
    ...Object.fromEntries(parts.map((name) => [`part.${name}`, () => goTo(name)])),
    // Of these two the field takes the focus, and a heading must not take it back.
    'chat.reply': () => {
      bringUp('chat');
      setTimeout(() => onceThere(() => message.current, (field) => field.focus()), 60);
    },
    ...(mayWrite
      ? {
          'agenda.add': () => {
            bringUp('agenda');
            setAdding(true);
          },
          'agenda.clock': clock,
        }
      : {}),
  }));

  const views: Record<Part, React.ReactNode> = {
    overview: <MeetingOverview meeting={meeting} whole={whole} />,
    agenda: <AgendaSection {...section} adding={adding} onAdding={setAdding} repeats={date !== null} />,
    chat: (
      <ChatSection
        meetingId={meeting.id}
        date={date}
        me={person.id}
        isHost={hosting}
        people={people}
        mayNameTeams={whole.guests_can.see_guests || hosting}
        dateName={dateName}
        areaRef={message}
      />
    ),
    minutes: <MinutesSection {...section} />,
    history: <HistorySection meetingId={meeting.id} date={date} dateName={dateName} />,
    people: <PeopleSection meeting={meeting} whole={whole} hosting={hosting && !gone} />,
  };
  const tabs = parts.map(
    (name): TabShown<Part> => ({
      name,
      label: t(name),
      badge: name === 'chat' ? { count: unread, label: t('unread', { count: unread }) } : undefined,
    }),
  );
  const written = (name: 'overview' | 'agenda' | 'minutes' | 'history') => (
    <section aria-labelledby={`part-${name}`} className={cx('min-w-0', !printed.includes(name) && 'print:hidden')} onFocusCapture={() => setChosen(name)}>
      <h2 id={`part-${name}`} tabIndex={-1} className="mb-3 w-fit scroll-mt-5 rounded-xs text-lg font-[600]">
        {t(name)}
      </h2>
      {views[name]}
    </section>
  );
  const nameOf = (detail: string) => {
    const [kind] = detail.split(':');
    return kind === 'item' || kind === 'new-item' ? t('anItem') : kind === 'entry' ? t('minutes') : t('something');
  };

  const top = (
    <>
      <LiveStrip meeting={meeting} />
      {wasMoved ? <Notice>{t('moved')}</Notice> : null}
      <MeetingHeader
        whole={whole}
        shown={shown}
        hosting={hosting}
        stale={stale}
        gone={gone}
        onRetry={onRetry}
        presence={<PeopleHere me={person.id} nameOf={nameOf} />}
      />
    </>
  );

  return (
    <div className="meeting-page mx-auto flex w-full max-w-[1160px] flex-1 flex-col px-4 py-5 sm:px-6">
      {wide ? (
        <div className="grid flex-1 items-start gap-8 lg:grid-cols-[minmax(0,1fr)_320px]">
          <div ref={inColumn} className="in-order flex min-w-0 flex-col gap-9 pb-8">
            <div>{top}</div>
            {written('overview')}
            {written('agenda')}
            {written('minutes')}
            {written('history')}
          </div>
          <aside aria-label={t('aside')} className="sticky top-5 flex h-[calc(100dvh-2.5rem-var(--bars,0px))] min-w-0 flex-col">
            <Tabs
              label={t('aside')}
              tabs={tabs.filter(({ name }) => name === 'people' || name === 'chat').reverse()}
              chosen={beside}
              onChoose={(name) => {
                setBeside(name as 'people' | 'chat');
                setChosen(name);
              }}
              className="flex-1"
            >
              <Panel name="people" className="overflow-y-auto pt-4">
                <h2 id="part-people" tabIndex={-1} className="sr-only">
                  {t('people')}
                </h2>
                {views.people}
              </Panel>
              <Panel name="chat" className="flex flex-col pt-3">
                <h2 id="part-chat" tabIndex={-1} className="sr-only">
                  {t('chat')}
                </h2>
                {views.chat}
              </Panel>
            </Tabs>
          </aside>
        </div>
      ) : (
        <>
          {top}
          <Tabs<Part> label={t('parts')} tabs={tabs} chosen={chosen} onChoose={setChosen} stays className="mt-4 flex-1">
            {parts.map((name) => (
              // A conversation fills what the bars of a phone leave.
              <Panel
                key={name}
                name={name}
                onPaper={paper.isAsked && printed.includes(name)}
                className={cx(name === 'chat' ? 'flex h-[calc(100dvh-9rem-var(--bars,0px))] flex-none flex-col pt-3' : 'pt-4', !printed.includes(name) && 'print:hidden')}
              >
                <h2 className="sr-only print:not-sr-only print:mb-2 print:text-lg print:font-[600]">{t(name)}</h2>
                {views[name]}
              </Panel>
            ))}
          </Tabs>
        </>
      )}
      <Printed title={meeting.title} />
    </div>
  );
}

/** What paper says of itself: whose clocks its times are by, and when it was printed. */
function Printed({ title }: { title: string }) {
  const t = useTranslations('calendar');
  const formats = useFormats();
  const now = useNow();
  return (
    <p aria-hidden className="printed hidden">
      {t('printed', { range: title, zone: formats.zoneLabel(now), when: `${formats.day(now)}, ${formats.time(now)}` })}
    </p>
  );
}
