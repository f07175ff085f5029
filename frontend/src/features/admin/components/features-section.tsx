'use client';

import { useTranslations } from 'use-intl';
import { Checkbox } from '@/components/checkbox';
import { Choice } from '@/components/choice';
import { NumberField } from '@/components/number-field';
import { PageHead } from '@/components/side-pages';
import { useSecured } from '@/features/security';
import { Loaded } from '@/features/session';
import type { FeatureFlag } from '@/lib/api/types';
import { turnFlag } from '../mutations';
import { adminKeys, useFlags } from '../queries';

/** What is there for whom. */
export function FeaturesSection() {
  const t = useTranslations('admin.features');
  const flags = useFlags();
  return (
    <div className="max-w-[720px]">
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={flags}>
        {(shown) => (
          <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
            {shown.length === 0 ? <li className="p-4 text-fg-3">{t('none')}</li> : null}
            {shown.map((flag) => (
              <FlagRow key={flag.name} flag={flag} />
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

function FlagRow({ flag }: { flag: FeatureFlag }) {
  const t = useTranslations('admin.features');
  const turning = useSecured({ task: turnFlag, refreshes: adminKeys.flags, said: t('changed') });
  const turn = (change: Partial<Pick<FeatureFlag, 'state' | 'roles' | 'percentage'>>) =>
    turning.mutate({ flag, state: flag.state, roles: flag.roles, percentage: flag.percentage, ...change });
  const name = t.has(`names.${flag.name}` as 'names.counter_proposals') ? t(`names.${flag.name}` as 'names.counter_proposals') : flag.name;
  const text = `texts.${flag.name}` as 'texts.counter_proposals';
  return (
    <li className="flex flex-col gap-3 p-4 sm:p-5">
      <div>
        <h2 className="font-[600]">{name}</h2>
        <p className="text-sm text-fg-3">{t.has(text) ? t(text) : flag.description}</p>
      </div>
      <Choice
        label={t('for', { name })}
        options={(['on', 'off', 'roles', 'percentage'] as const).map((value) => ({ value, label: t(`states.${value}`) }))}
        value={flag.state}
        isDisabled={turning.isPending}
        onChange={(state) =>
          turn({
            state,
            ...(state === 'roles' && flag.roles.length === 0 ? { roles: ['admin'] } : {}),
            ...(state === 'percentage' && flag.percentage === 0 ? { percentage: 10 } : {}),
          })
        }
      />
      {flag.state === 'roles' ? (
        <div role="group" aria-label={t('roles')} className="flex flex-wrap gap-x-6">
          {(['admin', 'member', 'guest'] as const).map((role) => (
            <Checkbox
              key={role}
              isSelected={flag.roles.includes(role)}
              onChange={(on) => turn({ roles: on ? [...flag.roles, role] : flag.roles.filter((each) => each !== role) })}
            >
              {t(`role.${role}`)}
            </Checkbox>
          ))}
        </div>
      ) : null}
      {flag.state === 'percentage' ? (
        <div className="w-40">
          <NumberField label={t('percentage')} value={flag.percentage} onChange={(percentage) => turn({ percentage })} least={0} most={100} />
        </div>
      ) : null}
    </li>
  );
}
