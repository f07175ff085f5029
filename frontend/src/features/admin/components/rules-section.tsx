'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Checkbox } from '@/components/checkbox';
import { Chip } from '@/components/chip';
import { Choice } from '@/components/choice';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { Link } from '@/components/link';
import { PageHead } from '@/components/side-pages';
import { TextField } from '@/components/text-field';
import { Loaded } from '@/features/session';
import type { HouseRules } from '@/lib/api/types';
import { languages } from '@/lib/language';
import { paths } from '@/lib/routes';
import { useFormats } from '@/lib/time/formats-context';
import { instantOf } from '@/lib/time/moment';
import { useNow } from '@/lib/time/use-now';
import { adminKeys, useHouseRules, useSettingsTrail } from '../queries';
import { lastChanges } from '../trail';
import { SearchBox } from './search-box';

type Name = 'organisation_name' | 'registration' | 'second_factor_required_for' | 'language';
type Save = (members: Partial<HouseRules>) => Promise<boolean>;

const names: readonly Name[] = ['organisation_name', 'registration', 'second_factor_required_for', 'language'];

/** The house rules, what is usual, and who decided otherwise. */
export function RulesSection() {
  const t = useTranslations('admin.rules');
  const cache = useQueryClient();
  const { query, save } = useHouseRules(() => void cache.invalidateQueries({ queryKey: adminKeys.audit }));
  const [sought, setSought] = useState('');
  const found = names.filter((name) => `${t(`names.${name}`)} ${t(`texts.${name}`)}`.toLowerCase().includes(sought.toLowerCase()));
  return (
    <div className="max-w-[720px]">
      <PageHead title={t('title')} lead={t('lead')} />
      <div className="mb-4 flex">
        <SearchBox label={t('search')} value={sought} onChange={setSought} />
      </div>
      <Loaded query={query}>
        {(rules) => (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {found.length === 0 ? <li className="p-4 text-fg-3">{t('none')}</li> : null}
            {found.map((name) => (
              <Rule key={name} name={name} rules={rules}>
                {name === 'organisation_name' ? <Organisation rules={rules} save={save} /> : null}
                {name === 'registration' ? <Registration rules={rules} save={save} /> : null}
                {name === 'second_factor_required_for' ? <SecondFactor rules={rules} save={save} /> : null}
                {name === 'language' ? <LettersLanguage rules={rules} save={save} /> : null}
              </Rule>
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

function Rule({ name, rules, children }: { name: Name; rules: HouseRules; children: ReactNode }) {
  const t = useTranslations('admin.rules');
  const formats = useFormats();
  const now = useNow();
  const last = lastChanges(useSettingsTrail().data ?? []).get(name);
  const usual = rules.usual[name];
  const say = (value: string) => (name === 'language' ? languages[value as 'en'] : t.has(`values.${value}` as 'values.open') ? t(`values.${value}` as 'values.open') : value);
  return (
    <li className="flex flex-col gap-3 p-4 sm:p-5">
      <div>
        <h2 className="font-[600]">{t(`names.${name}`)}</h2>
        <p className="text-sm text-fg-3">{t(`texts.${name}`)}</p>
      </div>
      {rules.fixed.includes(name) ? (
        <p>
          <Chip tone="info">{t('fixed', { variable: `CONVENE_${name.toUpperCase()}` })}</Chip>
        </p>
      ) : (
        children
      )}
      <p className="text-xs text-fg-3">
        {t('usually', { value: typeof usual === 'string' ? say(usual) : usual.length > 0 ? formats.list(usual.map(say)) : t('nobody') })}
        {' · '}
        {last ? (
          <Link href={`${paths.admin('audit')}?kind=settings.changed`} className="underline underline-offset-2">
            {t('changedBy', { name: last.actor_name ?? t('somebody'), ago: formats.ago(instantOf(last.at), now) })}
          </Link>
        ) : (
          t('neverChanged')
        )}
      </p>
    </li>
  );
}

function Organisation({ rules, save }: { rules: HouseRules; save: Save }) {
  const t = useTranslations('admin.rules');
  const [typed, setTyped] = useState<string | null>(null);
  const keep = async () => {
    const wanted = typed?.trim();
    if (wanted && wanted !== rules.organisation_name) await save({ organisation_name: wanted });
    setTyped(null);
  };
  return (
    <TextField
      label={t('names.organisation_name')}
      quiet
      value={typed ?? rules.organisation_name}
      onChange={setTyped}
      onBlur={() => void keep()}
      onKeyDown={(event) => event.key === 'Enter' && void keep()}
      maxLength={100}
    />
  );
}

function Registration({ rules, save }: { rules: HouseRules; save: Save }) {
  const t = useTranslations('admin.rules');
  const [opening, setOpening] = useState(false);
  const [typed, setTyped] = useState('');
  const close = () => {
    setOpening(false);
    setTyped('');
  };
  return (
    <>
      <Choice
        label={t('names.registration')}
        options={(['open', 'invite', 'closed'] as const).map((value) => ({ value, label: t(`values.${value}`) }))}
        value={rules.registration}
        onChange={(registration) => (registration === 'open' ? setOpening(true) : void save({ registration }))}
      />
      <Dialog title={t('openTitle')} isOpen={opening} onClose={close} closeLabel={t('close')}>
        <DialogBody>
          <p className="text-fg-2">{t('openText')}</p>
          <TextField label={t('openType', { name: rules.organisation_name })} value={typed} onChange={setTyped} autoComplete="off" autoFocus />
        </DialogBody>
        <DialogFoot>
          <Button look="ghost" onPress={close}>
            {t('cancel')}
          </Button>
          <Button
            look="danger"
            isDisabled={typed.trim() !== rules.organisation_name}
            onPress={() => {
              close();
              void save({ registration: 'open' });
            }}
          >
            {t('openSure')}
          </Button>
        </DialogFoot>
      </Dialog>
    </>
  );
}

function LettersLanguage({ rules, save }: { rules: HouseRules; save: Save }) {
  const t = useTranslations('admin.rules');
  return (
    <Choice
      label={t('names.language')}
      options={(['en', 'de', 'fr'] as const).map((value) => ({ value, label: languages[value] }))}
      value={rules.language}
      onChange={(language) => void save({ language })}
    />
  );
}

function SecondFactor({ rules, save }: { rules: HouseRules; save: Save }) {
  const t = useTranslations('admin.rules');
  const chosen = rules.second_factor_required_for;
  return (
    <div role="group" aria-label={t('names.second_factor_required_for')} className="flex flex-wrap gap-x-6">
      {(['admin', 'member', 'guest'] as const).map((role) => (
        <Checkbox
          key={role}
          isSelected={chosen.includes(role)}
          onChange={(on) => void save({ second_factor_required_for: on ? [...chosen, role].sort() : chosen.filter((each) => each !== role) })}
        >
          {t(`values.${role}`)}
        </Checkbox>
      ))}
    </div>
  );
}
