'use client';

import { LogIn } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { Link } from '@/components/link';
import { paths } from '@/lib/routes';
import { useSetUpStatus } from '../queries';
import { linkClass } from './entrance';

/** What this Convene offers besides passwords and passkeys, once it has said so; `next` is where one goes then. */
export function OtherWaysIn({ next }: { next: string }) {
  const t = useTranslations('session');
  const { data: ways } = useSetUpStatus();
  if (!ways) return null;
  return (
    <div className="mt-4 flex flex-col gap-4">
      {ways.identity_provider ? (
        <a href={paths.provider(next)} className={buttonClass()}>
          <LogIn aria-hidden className="size-4" strokeWidth={1.75} />
          {t('withProvider', { provider: ways.identity_provider })}
        </a>
      ) : null}
      {ways.registration === 'open' ? (
        <Link href={paths.register()} prefetch={false} className={`self-center text-sm ${linkClass}`}>
          {t('createAccount')}
        </Link>
      ) : null}
    </div>
  );
}
