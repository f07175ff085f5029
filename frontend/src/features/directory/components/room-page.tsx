'use client';

import dynamic from 'next/dynamic';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths, useRouteId } from '@/lib/routes';
import { useRoom } from '../queries';
import { OneSkeleton } from './directory-skeleton';
import { NotThere } from './not-there';

const words = wordsOf('directory');

const load = () => import('./room-view');
const RoomView = dynamic(() => load().then((module) => module.RoomView), { ssr: false, loading: () => <OneSkeleton of="rooms" /> });

/** One room: what it has, when it is open, its week, and the way to book it. */
export function RoomPage() {
  return (
    <Words of={words} meanwhile={<OneSkeleton of="rooms" />}>
      <Found />
    </Words>
  );
}

function Found() {
  const t = useTranslations('room');
  const shared = useTranslations('directory');
  const id = useRouteId();
  const room = useRoom(id);
  useEffect(() => void load(), []);
  if (room.data) return <RoomView key={room.data.id} room={room.data} />;
  if (!room.isError) return <OneSkeleton of="rooms" />;
  return (
    <NotThere
      reason={room.error}
      title={t('notShownTitle')}
      text={t('notShownText')}
      unread={t('unreadTitle')}
      back={{ href: paths.rooms(), label: t('allRooms') }}
      retry={shared('retry')}
      onRetry={() => void room.refetch()}
    />
  );
}
