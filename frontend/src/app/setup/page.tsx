import type { Metadata } from 'next';
import { SetUpWizard } from '@/features/setup';
import messages from '@/messages/en.setup.json';

export const metadata: Metadata = { title: messages.setUp.title };

export default function Page() {
  return <SetUpWizard />;
}
