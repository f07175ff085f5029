import type { Metadata } from 'next';
import { AccountWords, RegisterPage } from '@/features/account';
import messages from '@/messages/en.account.json';

export const metadata: Metadata = { title: messages.register.title };

export default function Page() {
  return (
    <AccountWords>
      <RegisterPage />
    </AccountWords>
  );
}
