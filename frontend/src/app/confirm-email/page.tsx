import type { Metadata } from 'next';
import { AccountWords, ConfirmEmailPage } from '@/features/account';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('confirmEmail.title') };

export default function Page() {
  return (
    <AccountWords>
      <ConfirmEmailPage />
    </AccountWords>
  );
}
