import type { Metadata } from 'next';
import { AccountWords, RegisterPage } from '@/features/account';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('register.title') };

export default function Page() {
  return (
    <AccountWords>
      <RegisterPage />
    </AccountWords>
  );
}
