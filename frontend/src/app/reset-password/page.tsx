import type { Metadata } from 'next';
import { AccountWords, ResetPasswordPage } from '@/features/account';
import messages from '@/messages/en.account.json';

export const metadata: Metadata = { title: messages.reset.title };

export default function Page() {
  return (
    <AccountWords>
      <ResetPasswordPage />
    </AccountWords>
  );
}
