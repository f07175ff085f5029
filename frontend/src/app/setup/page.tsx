import type { Metadata } from 'next';
import { SetUpWizard } from '@/features/setup';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('setUp.title') };

export default function Page() {
  return <SetUpWizard />;
}
