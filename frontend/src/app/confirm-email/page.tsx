import type { Metadata } from 'next';
import { AccountWords, ConfirmEmailPage } from '@/features/account';
import messages from '@/messages/en.account.json';

export const metadata: Metadata = { title: messages.confirmEmail.title };

export default function Page() {
  return (
    <AccountWords>
      <ConfirmEmailPage />
    </AccountWords>
  );
}
