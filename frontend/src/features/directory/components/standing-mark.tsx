'use client';

import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { cx } from '@/components/class-names';
import type { Standing } from '@/lib/live/live';

const looks: Record<Standing, string> = {
  online: 'bg-success',
  away: 'border-2 border-warning bg-surface',
  offline: 'border-2 border-line-strong bg-surface',
};

interface Props {
  id: string;
  name: string;
  standing: Standing | undefined;
  size?: 32 | 40;
}

/** A face with whether they are there: by shape as well as by colour, and in words for those who see neither. */
export function Face({ id, name, standing, size = 40 }: Props) {
  const t = useTranslations('directory');
  return (
    <span className="relative flex-none" title={standing ? t(`standing.${standing}`) : undefined}>
      <Avatar id={id} name={name} size={size} />
      {standing ? (
        <>
          <span aria-hidden className={cx('absolute -end-0.5 -bottom-0.5 size-3 rounded-full ring-2 ring-surface', looks[standing])} />
          <span className="sr-only">{t(`standing.${standing}`)}</span>
        </>
      ) : null}
    </span>
  );
}
