import type { Metadata } from 'next';
import { ResetPasswordPage } from '@/features/account';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.reset.title };

export default function Page() {
  return <ResetPasswordPage />;
}
