'use client';

import { useRouter, useSearchParams } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { PageTitle } from '@/components/page-title';
import { inviteeOf, usePeopleById } from '@/features/people';
import { useRoomsById } from '@/features/rooms';
import { Words } from '@/lib/locale';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { wordsOf } from '@/lib/words';
import { atFound, foundIn, type FoundTime } from '../found';
import { emptyForm, type MeetingForm } from '../schema';
import { Composer } from './composer';
import { FieldsSkeleton, NewMeetingSkeleton } from './new-meeting-skeleton';

const words = wordsOf('guests', 'composer');

/** All fields of a new meeting on a page of their own; `?q=` fills them in from words, others with a time that was found. */
export function NewMeeting() {
  return (
    <Words of={words} meanwhile={<NewMeetingSkeleton />}>
      <Page />
    </Words>
  );
}

function Page() {
  const t = useTranslations('meetingForm');
  const formats = useFormats();
  const search = useSearchParams();
  const [found] = useState(() => foundIn(search));
  const [fresh] = useState(() => {
    const hour = Math.ceil(Date.now() / 3_600_000) * 3_600_000;
    return emptyForm(hour, hour + 1_800_000, formats.zone);
  });
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-[680px] flex-1 flex-col">
      <div className="px-5 pt-6 pb-1">
        <PageTitle>{t('createTitle')}</PageTitle>
      </div>
      {found ? <AtFoundTime found={found} fresh={fresh} /> : <Fields fresh={fresh} text={(search.get('q') ?? '').slice(0, 500)} />}
    </div>
  );
}

/** As soon as it is known how the people and the room are called. */
function AtFoundTime({ found, fresh }: { found: FoundTime; fresh: MeetingForm }) {
  const { people, isPending } = usePeopleById([...found.who, ...found.maybe]);
  const { rooms, isPending: areRoomsComing } = useRoomsById(found.room ? [found.room] : []);
  if (isPending || areRoomsComing) return <FieldsSkeleton />;
  const guests = [...people.values()].map((person) => ({ ...inviteeOf(person), optional: found.maybe.includes(person.id) }));
  const put = (form: MeetingForm) => atFound(form, found, guests, [...rooms.values()].map(({ id, name }) => ({ id, name })));
  // Fields that wait for the time get it; otherwise these are what somebody just chose.
  return found.forDraft ? <Fields fresh={fresh} onto={put} hold={found.hold} /> : <Fields fresh={put(fresh)} isTyped hold={found.hold} />;
}

type FieldsProps = Pick<React.ComponentProps<typeof Composer>, 'fresh' | 'isTyped' | 'text' | 'onto' | 'hold'>;

function Fields(props: FieldsProps) {
  const router = useRouter();
  return <Composer {...props} onDone={({ id }) => router.push(paths.meeting(id))} onCancel={() => router.push(paths.calendar())} />;
}
