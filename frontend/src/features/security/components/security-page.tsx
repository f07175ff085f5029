'use client';

import { useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { inOrder } from '@/components/in-order';
import { PageTitle } from '@/components/page-title';
import { whenIdle } from '@/lib/idle';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { loadDialogs } from './lazy-dialogs';
import { LinksSection } from './links-section';
import { NeededNotice } from './needed-notice';
import { ProofProvider } from './proof';
import { SecuritySkeleton } from './security-skeleton';
import { SecondFactorsSection } from './second-factors-section';
import { SessionsSection } from './sessions-section';
import { SignInSection } from './sign-in-section';
import { TokensSection } from './tokens-section';

const words = wordsOf('security');

/** How I sign in, where I am signed in, and what else may act for me. */
export function SecurityPage() {
  return (
    <Words of={words} meanwhile={<SecuritySkeleton />}>
      <Sections />
    </Words>
  );
}

function Sections() {
  const t = useTranslations('security');
  // Who was led here for it finds it first.
  const needed = useSearchParams().has('why');
  useEffect(() => whenIdle(loadDialogs), []);
  return (
    <ProofProvider>
      <div>
        <PageTitle>{t('title')}</PageTitle>
        <NeededNotice />
        <div ref={inOrder} className="in-order mt-6 flex flex-col gap-10">
          {needed ? <SecondFactorsSection /> : <SignInSection />}
          {needed ? <SignInSection /> : <SecondFactorsSection />}
          <LinksSection />
          <SessionsSection />
          <TokensSection />
        </div>
      </div>
    </ProofProvider>
  );
}
