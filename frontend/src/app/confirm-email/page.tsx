import type { Metadata } from 'next';
import { ConfirmEmailPage } from '@/features/account';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.confirmEmail.title };

export default function Page() {
  return <ConfirmEmailPage />;
}
