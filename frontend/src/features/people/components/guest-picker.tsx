'use client';

import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Tag, TagGroup, TagList } from 'react-aria-components/TagGroup';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { ComboBox } from '@/components/combo-box';
import { useFormats } from '@/lib/time/formats-context';
import type { Freedom, Span } from '../free-busy';
import { useFreedom, usePeople } from '../queries';
import { addressesIn, inviteeByAddress, inviteeOf, withInvitees, type Invitee } from '../schema';

interface Props {
  value: readonly Invitee[];
  onChange(invitees: Invitee[]): void;
  /** People who need not be offered: the host, those invited already. */
  without: readonly string[];
  /** The moment of the meeting, epoch milliseconds, to show what time it is for each. */
  instant: number | null;
  /** The time of the meeting: says of each suggestion whether they are free then. */
  span?: Span | null;
  /** Lets each be made optional. */
  withRoles?: boolean;
  fault?: string | undefined;
}

/** Whom to invite: people by name, anybody else by address. */
export function GuestPicker({ value, onChange, without, instant, span = null, withRoles = false, fault }: Props) {
  const t = useTranslations('guestPicker');
  const formats = useFormats();
  const [typed, setTyped] = useState('');
  const people = usePeople(useDeferredValue(typed.trim()));
  const taken = new Set([...without, ...value.map(({ key }) => key)]);
  const found = (people.data ?? []).filter(({ id }) => !taken.has(id)).map(inviteeOf);
  const typedAddress = inviteeByAddress(typed);
  const stranger = typedAddress && !found.some(({ email }) => email === typedAddress.email) ? typedAddress : null;
  const offered = stranger ? [...found, stranger] : found;
  const asked = [...found, ...value].flatMap(({ personId }) => personId ?? []).slice(0, 100);
  const freedom = useFreedom(asked, [], span);

  const add = (added: readonly Invitee[]) => {
    onChange(withInvitees(value, added));
    setTyped('');
  };

  return (
    <div className="flex flex-col gap-2">
      <ComboBox
        label={t('guests')}
        placeholder={t('guestsPlaceholder')}
        input={typed}
        onInput={(text) => {
          const pasted = addressesIn(text);
          if (pasted.length > 1) add(pasted);
          else setTyped(text);
        }}
        onChoose={(key) => add(offered.filter((invitee) => invitee.key === key))}
        empty={people.isFetching ? t('searching') : t('nobody')}
        fault={fault}
        expandable
        openLabel={t('everybody')}
        suggestions={offered.map((invitee) => ({
          id: invitee.key,
          text: invitee.name,
          content: (
            <span className="flex w-full min-w-0 items-center gap-2.5">
              <Avatar id={invitee.key} name={invitee.name} size={24} />
              <span className="min-w-0 flex-1">
                <span className="block truncate font-[500]">{invitee.name}</span>
                {invitee.personId ? <span className="block truncate text-xs text-fg-3">{invitee.email}</span> : null}
              </span>
              {invitee.zone && instant !== null && invitee.zone !== formats.zone ? (
                <span className="tabular text-xs text-fg-3">{formats.time(instant, invitee.zone)}</span>
              ) : null}
              <FreedomDot freedom={freedom.get(invitee.key)} />
            </span>
          ),
        }))}
      />
      {value.length > 0 ? (
        <TagGroup
          aria-label={t('invited')}
          onRemove={(removed) => onChange(value.filter(({ key }) => !removed.has(key)))}
        >
          <TagList
            className="flex flex-wrap gap-1.5"
            items={value.map((invitee) => ({ ...invitee, id: invitee.key }))}
            dependencies={[freedom, value]}
          >
            {(invitee) => (
              <Tag
                textValue={invitee.name}
                className="flex h-8 max-w-full cursor-default items-center gap-1.5 rounded-full bg-hover ps-1 pe-1 text-sm font-[500]"
              >
                <Avatar id={invitee.key} name={invitee.name} size={24} />
                <span className="truncate">{invitee.name}</span>
                <FreedomDot freedom={freedom.get(invitee.key)} />
                {withRoles ? (
                  <Button
                    // The tag's own button is the one that removes it.
                    slot={null}
                    aria-label={t(invitee.optional ? 'makeRequired' : 'makeOptional', { name: invitee.name })}
                    onPress={() => onChange(value.map((one) => (one.key === invitee.key ? { ...one, optional: !one.optional } : one)))}
                    className="h-6 cursor-pointer rounded-full px-1.5 text-xs font-[500] text-fg-3 hover:text-fg"
                  >
                    {t(invitee.optional ? 'optionalShort' : 'requiredShort')}
                  </Button>
                ) : null}
                <Button
                  slot="remove"
                  aria-label={t('remove', { name: invitee.name })}
                  className="flex size-6 cursor-pointer items-center justify-center rounded-full text-fg-3 hover:text-fg"
                >
                  <X aria-hidden className="size-3.5" strokeWidth={2} />
                </Button>
              </Tag>
            )}
          </TagList>
        </TagGroup>
      ) : null}
    </div>
  );
}

const looks: Record<Freedom, string> = { free: 'bg-success', outside: 'bg-warning', busy: 'bg-danger' };

/** Free, busy, or outside the hours of work; in words for those who do not see it, and for whoever points at it. */
function FreedomDot({ freedom }: { freedom: Freedom | undefined }) {
  const t = useTranslations('guestPicker');
  if (!freedom) return null;
  const words = t(`freedom.${freedom}`);
  return (
    <span title={words} className="flex shrink-0 items-center gap-1.5">
      <span aria-hidden className={`size-2 rounded-full ${looks[freedom]}`} />
      <span className="sr-only">{words}</span>
    </span>
  );
}
