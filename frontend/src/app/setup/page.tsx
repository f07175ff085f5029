import type { Metadata } from 'next';
import { SetUpWizard } from '@/features/setup';
import messages from '@/messages/en.json';

export const metadata: Metadata = { title: messages.setUp.title };

export default function Page() {
  return <SetUpWizard />;
}
