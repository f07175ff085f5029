'use client';

import { DoorOpen, Repeat, Users } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { Notice } from '@/components/notice';
import { Popover } from '@/components/popover';
import { TextField } from '@/components/text-field';
import { toasts } from '@/components/toasts';
import { GuestPicker, withInvitees, type Invitee } from '@/features/people';
import { RoomPicker } from '@/features/rooms';
import { usePerson } from '@/features/session';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { keeper } from '@/lib/keeper';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { DraftStore, resumed, worthKeeping } from '../draft';
import { desk } from '../desk';
import type { Target } from '../moves';
import { emptyForm, meetingSchema, spanOf, type MeetingForm, type RoomChoice } from '../schema';
import { RepeatChoice } from './repeat-choice';
import { TimeWords } from './time-words';
import { useSaveMeeting } from './use-save-meeting';
import { WaysOut } from './ways-out';

const words = wordsOf('guests', 'composer');

/** Where a new meeting is drawn. `zone`: on whose clocks, and whose days. */
export interface Draft extends Target {
  readonly zone: string;
  /** Who and what stands in it from the start, as it was drawn in their calendar. */
  readonly guests?: readonly Invitee[];
  readonly rooms?: readonly RoomChoice[];
}

interface Props {
  draft: Draft | null;
  onClose(): void;
}

/** The block that is drawn for it; where none is, such as in the agenda, the heading. */
const drawn = {
  get current(): Element | null {
    return document.querySelector('[data-draft]') ?? document.querySelector('h1');
  },
};

/** A few words make a meeting, right where it was drawn. Closing it keeps what was typed. */
export function QuickCreate({ draft, onClose }: Props) {
  return (
    <Words of={words}>
      <Quick draft={draft} onClose={onClose} />
    </Words>
  );
}

function Quick({ draft, onClose }: Props) {
  const t = useTranslations('quick');
  return (
    <Popover label={t('label')} triggerRef={drawn} isOpen={draft !== null} onClose={onClose}>
      {draft ? <Fresh draft={draft} onClose={onClose} /> : null}
    </Popover>
  );
}

/** Reads what was kept before the first key can be pressed. */
function Fresh({ draft, onClose }: { draft: Draft; onClose(): void }) {
  const person = usePerson();
  const drafts = useMemo(() => new DraftStore(keeper, person.id), [person.id]);
  const [start, setStart] = useState<MeetingForm | null>(null);
  const fresh = () => emptyForm(draft.start, draft.end, draft.zone, draft.allDay);
  useEffect(() => void drafts.read().then((kept) => setStart(withDrawn(resumed(kept, fresh()), draft))), [drafts]);
  return start ? <Fields draft={draft} start={start} drafts={drafts} onClose={onClose} /> : <div className="h-64" aria-hidden />;
}

/** The form with whose calendar it was drawn in. */
function withDrawn(form: MeetingForm, { guests = [], rooms = [] }: Draft): MeetingForm {
  const others = form.rooms.filter(({ id }) => !rooms.some((room) => room.id === id));
  return { ...form, guests: withInvitees(form.guests, guests), rooms: [...others, ...rooms], ...(rooms.length > 0 ? { anyRoom: null } : {}) };
}

type Part = 'people' | 'room' | 'repeat';

function Fields({ draft, start, drafts, onClose }: { draft: Draft; start: MeetingForm; drafts: DraftStore; onClose(): void }) {
  const t = useTranslations('quick');
  const faults = useTranslations('faults');
  const person = usePerson();
  const problemText = useProblemText();
  const save = useSaveMeeting();
  const [typed, setTyped] = useState(start);
  const [open, setOpen] = useState<ReadonlySet<Part>>(() => partsOf(start));
  const [problem, setProblem] = useState<unknown>(null);
  const [sending, setSending] = useState<'save' | 'send' | null>(null);
  const finished = useRef(false);
  const changed = useRef(false);
  const newest = useRef(typed);
  const { date, start: from, end, lastDate, zone, allDay } = emptyForm(draft.start, draft.end, draft.zone, draft.allDay);
  // The block can be drawn elsewhere while the card is open.
  const form: MeetingForm = { ...typed, date, start: from, end, lastDate, zone, allDay };
  newest.current = form;

  const change = (next: Partial<MeetingForm>) => {
    const after = { ...form, ...next };
    changed.current = true;
    setTyped(after);
    if (worthKeeping(after)) drafts.keep(after);
    else drafts.drop();
  };

  useEffect(
    () => () => {
      const isDrawn = !changed.current && (draft.guests ?? draft.rooms) !== undefined;
      if (finished.current || isDrawn || !worthKeeping(newest.current)) return;
      toasts.show({ text: t('draftKept'), action: { label: t('discard'), run: () => drafts.drop() } });
    },
    // When it closes, not when a translation function is made anew.
    [drafts],
  );

  const [fault, setFault] = useState<string>();
  const title = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const submit = async (how: 'save' | 'send', instead = {}) => {
    const issue = meetingSchema.safeParse(form).error?.issues[0];
    if (issue) {
      setFault(faults.has(issue.message as never) ? faults(issue.message as never) : issue.message);
      title.current?.focus();
      return;
    }
    setProblem(null);
    setSending(how);
    try {
      await save(form, { draft: how === 'save' && form.guests.length > 0, instead });
      finished.current = true;
      drafts.drop();
      onClose();
    } catch (reason) {
      setProblem(reason);
      setSending(null);
    }
  };

  const pressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const inTitle = event.target === title.current;
    if (event.metaKey || event.ctrlKey) void submit('send');
    else if (inTitle) void submit('save');
    else return;
    event.preventDefault();
  };
  const more = () => {
    finished.current = true;
    onClose();
    desk.ask({ kind: 'compose', form });
  };
  const toggle = (part: Part) => setOpen((before) => new Set(before.has(part) ? [...before].filter((one) => one !== part) : [...before, part]));

  return (
    <div onKeyDown={pressed} className="flex flex-col gap-3 p-4">
      {problem instanceof ApiProblem && problem.conflicts.length > 0 ? (
        <WaysOut problem={problem} onTake={(members) => void submit('send', members)} />
      ) : problem ? (
        <Notice tone="danger">{problemText(problem)}</Notice>
      ) : null}
      <TextField
        label={t('title')}
        placeholder={t('titlePlaceholder')}
        value={form.title}
        onChange={(text) => {
          setFault(undefined);
          change({ title: text });
        }}
        fault={fault}
        inputRef={title}
        autoFocus
        large
      />
      <p>
        <TimeWords form={form} />
      </p>
      <div className="flex flex-wrap gap-1.5">
        <PartChip part="people" icon={<Users {...icon} />} isOpen={open.has('people')} onToggle={toggle} />
        <PartChip part="room" icon={<DoorOpen {...icon} />} isOpen={open.has('room')} onToggle={toggle} />
        <PartChip part="repeat" icon={<Repeat {...icon} />} isOpen={open.has('repeat')} onToggle={toggle} />
      </div>
      {open.has('people') ? (
        <GuestPicker value={form.guests} onChange={(guests) => change({ guests })} without={[person.id]} instant={spanOf(form)?.start ?? null} />
      ) : null}
      {open.has('room') ? (
        <RoomPicker
          value={form.rooms}
          onChange={(rooms) => change({ rooms })}
          any={form.anyRoom}
          onAny={(anyRoom) => change({ anyRoom })}
          people={form.guests.length + 1}
          span={spanOf(form)}
        />
      ) : null}
      {open.has('repeat') ? <RepeatChoice value={form.repeats} date={form.date} onChange={(repeats) => change({ repeats })} /> : null}
      <div className="flex flex-wrap items-center justify-end gap-2 max-sm:*:grow">
        <Button look="ghost" onPress={more} className="me-auto sm:-ms-2">
          {t('more')}
        </Button>
        {form.guests.length > 0 ? (
          <>
            <Button onPress={() => void submit('save')} isPending={sending === 'save'}>
              {t('saveDraft')}
            </Button>
            <Button look="primary" onPress={() => void submit('send')} isPending={sending === 'send'}>
              {t('send')}
            </Button>
          </>
        ) : (
          <Button look="primary" onPress={() => void submit('save')} isPending={sending !== null}>
            {t('save')}
          </Button>
        )}
      </div>
    </div>
  );
}

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

/** What is filled in already shows at once. */
function partsOf({ guests, rooms, anyRoom, repeats }: MeetingForm): ReadonlySet<Part> {
  const parts: Part[] = [];
  if (guests.length > 0) parts.push('people');
  if (rooms.length > 0 || anyRoom !== null) parts.push('room');
  if (repeats !== null) parts.push('repeat');
  return new Set(parts);
}

function PartChip({ part, icon: symbol, isOpen, onToggle }: { part: Part; icon: ReactNode; isOpen: boolean; onToggle(part: Part): void }) {
  const t = useTranslations('quick');
  return (
    <Button
      look="ghost"
      aria-expanded={isOpen}
      onPress={() => onToggle(part)}
      icon={symbol}
      className={cx('h-8! rounded-full! border border-line px-3! text-sm!', isOpen && 'border-transparent! bg-accent-soft! text-accent-text!')}
    >
      {t(part)}
    </Button>
  );
}
