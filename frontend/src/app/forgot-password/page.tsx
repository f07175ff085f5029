import type { Metadata } from 'next';
import { ForgotPasswordPage } from '@/features/account';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.forgotten.title };

export default function Page() {
  return <ForgotPasswordPage />;
}
