'use client';

import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useSearchParams } from 'next/navigation';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { whenIdle } from '@/lib/idle';
import { Words } from '@/lib/locale';
import { paths } from '@/lib/routes';
import messages from '@/messages/en.security.json';
import { loadDialogs } from './lazy-dialogs';
import { LinksSection } from './links-section';
import { NeededNotice } from './needed-notice';
import { ProofProvider } from './proof';
import { SecondFactorsSection } from './second-factors-section';
import { SessionsSection } from './sessions-section';
import { SignInSection } from './sign-in-section';
import { TokensSection } from './tokens-section';

/** How I sign in, where I am signed in, and what else may act for me. */
export function SecurityPage() {
  return (
    <Words more={messages}>
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
      <div className="mx-auto w-full max-w-[688px] px-4 py-5 sm:px-6 lg:py-8">
        <Link href={paths.calendar()} className="mb-4 inline-flex items-center gap-1.5 rounded-sm text-sm font-[500] text-fg-2 hover:text-fg">
          <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" strokeWidth={1.75} />
          {t('toCalendar')}
        </Link>
        <h1 className="text-xl font-[650] tracking-[-0.01em]">{t('title')}</h1>
        <NeededNotice />
        <div className="mt-6 flex flex-col gap-10">
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
