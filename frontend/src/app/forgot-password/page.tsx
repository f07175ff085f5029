import type { Metadata } from 'next';
import { AccountWords, ForgotPasswordPage } from '@/features/account';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('forgotten.title') };

export default function Page() {
  return (
    <AccountWords>
      <ForgotPasswordPage />
    </AccountWords>
  );
}
