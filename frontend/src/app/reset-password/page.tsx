import type { Metadata } from 'next';
import { AccountWords, ResetPasswordPage } from '@/features/account';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('reset.title') };

export default function Page() {
  return (
    <AccountWords>
      <ResetPasswordPage />
    </AccountWords>
  );
}
