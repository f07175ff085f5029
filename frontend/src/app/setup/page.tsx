import type { Metadata } from 'next';
import { SetUpPage } from '@/features/session';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.setUp.title };

export default function Page() {
  return <SetUpPage />;
}
