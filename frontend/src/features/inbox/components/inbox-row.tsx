'use client';

import { Check } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { cx } from '@/components/class-names';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import type { Row } from '../groups';
import { KindIcon } from './kind-icon';
import { Sentence, useDetail } from './said';

interface Props {
  row: Row;
  unread: boolean;
  onOpen(): void;
  /** Offered while it is unread. */
  onRead?(): void;
  actions?: ReactNode;
}

/** What happened, when it is about, how long ago that was, and what can be done. */
export function InboxRow({ row: { shown }, unread, onOpen, onRead, actions }: Props) {
  const t = useTranslations('inbox');
  const formats = useFormats();
  const now = useNow();
  const detail = useDetail(shown);
  const at = instantOf(shown.at);
  return (
    <li
      data-row={shown.id}
      tabIndex={-1}
      className="group relative flex flex-wrap items-center gap-x-3 gap-y-2.5 px-4 py-3 -outline-offset-2 hover:bg-hover has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-(--ring) sm:flex-nowrap"
    >
      <span className="relative self-start sm:self-center">
        <KindIcon kind={shown.kind} />
        {unread ? (
          <span className="absolute -end-0.5 -top-0.5 size-2.5 rounded-full border-2 border-surface bg-accent group-hover:border-hover">
            <span className="sr-only">{t('unread')}</span>
          </span>
        ) : null}
      </span>
      <div className="min-w-0 flex-1">
        <p className={cx('line-clamp-3 break-words', unread ? 'font-[500] text-fg' : 'text-fg-2')}>
          <Sentence notification={shown} onOpen={onOpen} />
        </p>
        <p className="tabular mt-0.5 flex flex-wrap gap-x-2 text-sm text-fg-3">
          {detail.length > 0 ? (
            <span dir="auto" className="min-w-0 break-words">
              {detail.map((each, index) => (
                <Fragment key={index}>
                  {index > 0 ? ' · ' : null}
                  <span className="inline-block">{each}</span>
                </Fragment>
              ))}
            </span>
          ) : null}
          <time dateTime={shown.at} title={`${formats.shortDay(at)}, ${formats.time(at)}`} className="relative z-1 whitespace-nowrap">
            {formats.relative(Math.min(at, now), now)}
            <span className="sr-only">
              {formats.shortDay(at)}, {formats.time(at)}
            </span>
          </time>
        </p>
      </div>
      {actions ? <div className="w-full sm:w-auto">{actions}</div> : null}
      {onRead ? (
        <Button
          look="ghost"
          square
          data-key="e"
          aria-label={t('markRead')}
          onPress={onRead}
          icon={<Check aria-hidden className="size-4" strokeWidth={1.75} />}
          className="relative z-1 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100"
        />
      ) : null}
    </li>
  );
}
