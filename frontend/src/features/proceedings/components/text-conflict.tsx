'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';

interface Props {
  /** Who wrote the other one. */
  name: string | null;
  mine: string;
  theirs: string;
  onMine(): void;
  onTheirs(): void;
  /** Where the two can stand one after the other. */
  onBoth?: () => void;
}

/** Two people wrote the same at once: both texts, and nothing is saved before a choice. */
export function TextConflict({ name, mine, theirs, onMine, onTheirs, onBoth }: Props) {
  const t = useTranslations('textConflict');
  const sides = [
    { label: t('yours'), text: mine },
    { label: t('theirs'), text: theirs },
  ];
  return (
    <section role="alert" className="flex flex-col gap-3 rounded-lg border border-line-strong bg-warning-soft p-3">
      <div>
        <h4 className="font-[620] text-warning">{name ? t('heading', { name }) : t('headingSomebody')}</h4>
        <p className="text-sm text-fg-2">{t('text')}</p>
      </div>
      <dl className="grid gap-2 sm:grid-cols-2">
        {sides.map(({ label, text }) => (
          <div key={label} className="min-w-0 rounded-md bg-surface p-3 text-sm">
            <dt className="text-xs font-[550] text-fg-3">{label}</dt>
            <dd dir="auto" className="break-words whitespace-pre-wrap">
              {text || t('empty')}
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        {onBoth ? (
          <Button look="primary" onPress={onBoth}>
            {t('keepBoth')}
          </Button>
        ) : null}
        <Button look={onBoth ? 'secondary' : 'primary'} onPress={onMine}>
          {t('keepMine')}
        </Button>
        <Button onPress={onTheirs}>{t('useTheirs')}</Button>
      </div>
    </section>
  );
}
