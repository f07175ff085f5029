import type { Metadata } from 'next';
import { SignInPage } from '@/features/session';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('session.signInTitle') };

export default function Page() {
  return <SignInPage />;
}
