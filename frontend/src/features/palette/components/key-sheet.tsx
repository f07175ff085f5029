'use client';

import { Keyboard, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button, buttonClass } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { KeyCaps } from '@/components/key-caps';
import { Link } from '@/components/link';
import { TextField } from '@/components/text-field';
import { useKeyWords } from '@/features/session';
import { useShownDisplay } from '@/lib/display';
import { commands, groups, keysOf, type Command } from '@/lib/keys';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { paths } from '@/lib/routes';
import { Index } from '../match';

const words = wordsOf('palette');

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;

/** All keys there are, by where they work, as they are for this reader. */
export function KeySheet({ onClose }: { onClose(): void }) {
  return (
    <Words of={words}>
      <Sheet onClose={onClose} />
    </Words>
  );
}

function Sheet({ onClose }: { onClose(): void }) {
  const t = useTranslations('keySheet');
  const k = useTranslations('keys');
  const words = useKeyWords();
  const display = useShownDisplay();
  const [sought, setSought] = useState('');
  const withKeys = commands.filter((command) => keysOf(command, display).length > 0);
  const index = new Index(withKeys.map((command) => ({ item: command, texts: [words.name(command.id), words.aliases(command.id), ...keysOf(command, display)] })));
  const found = new Set<Command>(sought.trim() === '' ? withKeys : index.find(sought, withKeys.length).map(({ item }) => item));
  const shown = groups.map((group) => ({ group, rows: withKeys.filter((command) => command.group === group && found.has(command)) })).filter(({ rows }) => rows.length > 0);

  return (
    <Dialog title={t('title')} isOpen onClose={onClose} broad closeLabel={t('close')}>
      <div className="flex-none px-5 pt-1 pb-3 print:hidden">
        <TextField label={t('search')} value={sought} onChange={setSought} autoFocus />
        <p role="status" className="sr-only">
          {sought ? t('found', { count: found.size }) : ''}
        </p>
      </div>
      <DialogBody label={t('title')}>
        {display.single_keys ? null : <p className="text-sm text-warning">{t('singleOff')}</p>}
        <div className="key-sheet gap-8 sm:columns-2">
          {shown.map(({ group, rows }) => (
            <section key={group} aria-labelledby={`keys-${group}`} className="mb-5 break-inside-avoid-column">
              <h3 id={`keys-${group}`} className="mb-1 text-sm font-[620] text-fg-2">
                {k(`groups.${group}`)}
              </h3>
              <ul className="divide-y divide-line">
                {rows.map((command) => (
                  <li key={command.id} className="flex min-h-9 break-inside-avoid items-center justify-between gap-4 py-1.5">
                    <span className="min-w-0">{words.name(command.id)}</span>
                    <span className="flex flex-none flex-wrap justify-end gap-x-2 gap-y-1">
                      {keysOf(command, display).map((key, at) => (
                        <span key={key} className="inline-flex items-center gap-2">
                          {at > 0 ? <span className="sr-only">{k('or')}</span> : null}
                          <KeyCaps caps={words.caps(key)} then={k('then')} />
                        </span>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        {shown.length === 0 ? <p className="text-fg-2">{t('nothing')}</p> : null}
      </DialogBody>
      <DialogFoot>
        <Link href={paths.settings('keyboard')} onClick={onClose} className={`${buttonClass('ghost')} me-auto print:hidden`}>
          <Keyboard {...icon} />
          {t('change')}
        </Link>
        <Button className="print:hidden" onPress={() => window.print()} icon={<Printer {...icon} />}>
          {t('print')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
