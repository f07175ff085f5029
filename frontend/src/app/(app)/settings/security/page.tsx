import type { Metadata } from 'next';
import { SecurityPage } from '@/features/security';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.security.title };

export default function Page() {
  return <SecurityPage />;
}
