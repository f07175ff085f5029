import type { Metadata } from 'next';
import { RegisterPage } from '@/features/account';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.register.title };

export default function Page() {
  return <RegisterPage />;
}
