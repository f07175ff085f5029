import type { Metadata } from 'next';
import { AccountWords, ForgotPasswordPage } from '@/features/account';
import messages from '@/messages/en.account.json';

export const metadata: Metadata = { title: messages.forgotten.title };

export default function Page() {
  return (
    <AccountWords>
      <ForgotPasswordPage />
    </AccountWords>
  );
}
