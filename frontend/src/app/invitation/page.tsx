import type { Metadata } from 'next';
import { AccountWords, InvitationPage } from '@/features/account';
import { titled } from '@/lib/words';

export const metadata: Metadata = { title: titled('invitation.title') };

export default function Page() {
  return (
    <AccountWords>
      <InvitationPage />
    </AccountWords>
  );
}
