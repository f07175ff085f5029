'use client';

import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { hueOf } from '@/components/hues';
import { cx } from '@/components/class-names';
import type { PersonThere } from '@/lib/live/live';
import { useHere } from './presence-provider';

const most = 6;
const parts = ['overview', 'agenda', 'chat', 'minutes', 'people', 'history'] as const;

interface Props {
  me: string;
  /** What an edited thing is called on this page: "item 2". */
  nameOf(detail: string): string;
}

/** Faces of those who are on the page now; what each is at stands in words beside the face. */
export function PeopleHere({ me, nameOf }: Props) {
  const t = useTranslations('presence');
  const { people } = useHere();
  const others = people.filter(({ person_id }) => person_id !== me);
  if (others.length === 0) return null;

  const doing = ({ state, detail }: PersonThere): string => {
    if (state === 'typing') return t('typing');
    if (state === 'editing' && detail) return t('editing', { what: nameOf(detail) });
    const part = parts.find((name) => name === detail);
    if (state === 'idle') return t('idle');
    return part ? t('viewing', { part: t(part) }) : t('here');
  };

  return (
    <ul aria-label={t('label')} className="flex items-center gap-1.5">
      {others.slice(0, most).map((person) => {
        const words = t('says', { name: person.name, doing: doing(person) });
        return (
          <li key={person.person_id} title={words} className="enter-rise">
            <span
              className={cx(
                `hue-${hueOf(person.person_id)} block rounded-full border-2 p-0.5 transition-colors`,
                person.state === 'idle' ? 'border-line border-dashed' : 'border-(--bar)',
              )}
            >
              <Avatar id={person.person_id} name={person.name} size={24} />
            </span>
            <span className="sr-only">{words}</span>
          </li>
        );
      })}
      {others.length > most ? <li className="tabular text-sm text-fg-2">{t('more', { count: others.length - most })}</li> : null}
    </ul>
  );
}
