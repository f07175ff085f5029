'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { inOrder } from '@/components/in-order';
import { Notice } from '@/components/notice';
import { Group } from '@/components/section';
import { PageHead } from '@/components/side-pages';
import { Loaded, useDisplay, ZoneField } from '@/features/session';
import { useFormats } from '@/lib/time/formats-context';
import { useNow } from '@/lib/time/use-now';
import { cityOf, deviceZone } from '@/lib/time/zones';
import { useProfile } from '../queries';

/** Where I am, and how clocks and weeks read. */
export function TimeSection() {
  const t = useTranslations('settings.time');
  const { query, save } = useProfile();
  const display = useDisplay();
  const formats = useFormats();
  const now = useNow();
  const device = deviceZone();
  return (
    <>
      <PageHead title={t('title')} lead={t('lead')} />
      <div ref={inOrder} className="in-order flex flex-col gap-8">
        <Group title={t('zoneTitle')} lead={t('zoneLead')}>
          <Loaded query={query}>
            {(me) => (
              <>
                <ZoneField label={t('zone')} value={me.time_zone} onChange={(zone) => void save({ time_zone: zone })} first={[device]} />
                <p className="text-fg-2">
                  {t('now', { city: cityOf(me.time_zone), day: formats.longDay(now, me.time_zone), time: formats.time(now, me.time_zone) })}
                </p>
                {device === me.time_zone ? null : (
                  <Notice
                    action={
                      <Button look="ghost" onPress={() => void save({ time_zone: device })}>
                        {t('useDevice', { city: cityOf(device) })}
                      </Button>
                    }
                  >
                    {t('deviceDiffers', { city: cityOf(device) })}
                  </Notice>
                )}
              </>
            )}
          </Loaded>
        </Group>
        <Group title={t('customsTitle')}>
          <Loaded query={display.query}>
            {({ hour_cycle, first_day }) => (
              <>
                <Choice
                  label={t('clock')}
                  showLabel
                  options={(['automatic', '24', '12'] as const).map((value) => ({ value, label: t(`clocks.${value}`) }))}
                  value={hour_cycle}
                  onChange={(chosen) => void display.save({ hour_cycle: chosen })}
                />
                <Choice
                  label={t('firstDay')}
                  showLabel
                  options={(['automatic', 'monday', 'sunday', 'saturday'] as const).map((value) => ({ value, label: t(`firstDays.${value}`) }))}
                  value={first_day}
                  onChange={(chosen) => void display.save({ first_day: chosen })}
                />
              </>
            )}
          </Loaded>
        </Group>
      </div>
    </>
  );
}
