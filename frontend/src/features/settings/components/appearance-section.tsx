'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Choice } from '@/components/choice';
import { cx } from '@/components/class-names';
import { hues } from '@/components/hues';
import { inOrder } from '@/components/in-order';
import { Group, Setting } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { Switch } from '@/components/switch';
import { Loaded, useDisplay } from '@/features/session';

const icon = { 'aria-hidden': true, className: 'size-4', strokeWidth: 1.75 } as const;
const themeIcons = { system: <Monitor {...icon} />, light: <Sun {...icon} />, dark: <Moon {...icon} /> };

/** How Convene looks to me, on every device. */
export function AppearanceSection() {
  const t = useTranslations('settings.appearance');
  const { query, save } = useDisplay();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <Loaded query={query}>
        {(display) => (
          <div ref={inOrder} className="in-order flex flex-col gap-8">
            <Group title={t('coloursTitle')}>
              <Choice
                label={t('theme')}
                showLabel
                options={(['system', 'light', 'dark'] as const).map((value) => ({
                  value,
                  label: t(`themes.${value}`),
                  icon: themeIcons[value],
                }))}
                value={display.theme}
                onChange={(theme) => void save({ theme })}
              />
              <Setting title={t('safe')} detail={t('safeText')}>
                <Switch
                  aria-label={t('safe')}
                  isSelected={display.palette === 'safe'}
                  onChange={(on) => void save({ palette: on ? 'safe' : 'full' })}
                />
              </Setting>
              <div aria-hidden className="grid grid-cols-[repeat(6,--spacing(6))] gap-1.5 sm:grid-cols-[repeat(12,--spacing(6))]">
                {hues.map((hue) => (
                  <span key={hue} className={cx(`hue-${hue}`, 'size-6 rounded-sm border-s-3 border-(--bar) bg-(--soft) forced-color-adjust-none')} />
                ))}
              </div>
            </Group>
            <Group title={t('sizesTitle')}>
              <Choice
                label={t('text')}
                showLabel
                options={(['normal', 'large', 'larger'] as const).map((value) => ({ value, label: t(`texts.${value}`) }))}
                value={display.text_size}
                onChange={(text_size) => void save({ text_size })}
              />
              <Choice
                label={t('density')}
                showLabel
                options={(['comfortable', 'compact'] as const).map((value) => ({ value, label: t(`densities.${value}`) }))}
                value={display.density}
                onChange={(density) => void save({ density })}
              />
              <p className="text-sm text-fg-3">{t('densityText')}</p>
            </Group>
            <Group title={t('motionTitle')}>
              <Setting title={t('still')} detail={t('stillText')}>
                <Switch
                  aria-label={t('still')}
                  isSelected={display.motion === 'reduced'}
                  onChange={(on) => void save({ motion: on ? 'reduced' : 'system' })}
                />
              </Setting>
            </Group>
          </div>
        )}
      </Loaded>
    </>
  );
}
