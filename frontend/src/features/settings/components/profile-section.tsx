'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Avatar } from '@/components/avatar';
import { Chip } from '@/components/chip';
import { inOrder } from '@/components/in-order';
import { Link } from '@/components/link';
import { Group, Setting } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { Select } from '@/components/select';
import { TextField } from '@/components/text-field';
import { Loaded } from '@/features/session';
import type { Me } from '@/lib/api/types';
import { languages, speak } from '@/lib/language';
import { paths } from '@/lib/routes';
import { useProfile } from '../queries';

const ownNames = (Object.keys(languages) as (keyof typeof languages)[]).map((id) => ({ id, label: languages[id] }));

/** Who I am to the others. */
export function ProfileSection() {
  const t = useTranslations('settings');
  const { query, save } = useProfile();
  return (
    <>
      <PageHead title={t('profile.title')} lead={t('profile.lead')} />
      <Loaded query={query}>{(me) => <Profile me={me} save={save} />}</Loaded>
    </>
  );
}

function Profile({ me, save }: { me: Me; save(members: Partial<Me>): Promise<boolean> }) {
  const t = useTranslations('settings.profile');
  const [typed, setTyped] = useState<string | null>(null);
  const name = typed ?? me.name;
  const keep = async () => {
    const wanted = typed?.trim();
    // Nobody is without a name: an empty field falls back to the one there was.
    if (wanted && wanted !== me.name) await save({ name: wanted });
    setTyped(null);
  };
  const speakIn = async (language: Me['language']) => {
    if (language !== me.language && (await save({ language }))) speak(language === 'automatic' ? null : language);
  };
  return (
    <div ref={inOrder} className="in-order flex flex-col gap-8">
      <Group title={t('youTitle')}>
        <div className="flex items-center gap-4">
          <Avatar id={me.id} name={name || me.name} size={40} />
          <div className="min-w-0 flex-1">
            <TextField
              label={t('name')}
              value={name}
              onChange={setTyped}
              onBlur={() => void keep()}
              onKeyDown={(event) => event.key === 'Enter' && void keep()}
              maxLength={200}
              autoComplete="name"
              hint={t('nameHint')}
            />
          </div>
        </div>
      </Group>
      <Group title={t('languageTitle')} lead={t('languageLead')}>
        <Select
          label={t('language')}
          options={[{ id: 'automatic', label: t('languageAutomatic') }, ...ownNames]}
          value={me.language}
          onChange={(language) => void speakIn(language)}
        />
      </Group>
      <Group title={t('accountTitle')}>
        <Setting title={t('email')} detail={<span dir="auto" className="break-all">{me.email}</span>}>
          <Link href={paths.security()} className="rounded-xs font-[550] text-accent underline-offset-2 hover:underline">
            {t('emailChange')}
          </Link>
        </Setting>
        <Setting title={t('role')} detail={t(`roleText.${me.role}`)}>
          <Chip>{t(`roles.${me.role}`)}</Chip>
        </Setting>
      </Group>
    </div>
  );
}
