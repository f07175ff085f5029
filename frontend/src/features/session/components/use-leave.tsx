'use client';

import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { signOut } from '../mutations';

/** Signs out; what could not be sent by then is not thrown away without being asked. */
export function useLeave(): () => void {
  const t = useTranslations('connection');
  return () =>
    void signOut().then((count) => {
      if (count === 0) return;
      const leave = { label: t('leaveAnyway'), run: () => void signOut(true) };
      toasts.show({ about: 'leaving', tone: 'danger', text: t('unsentLeft', { count }), action: { label: t('stay'), run: () => {} }, others: [leave] });
    });
}
