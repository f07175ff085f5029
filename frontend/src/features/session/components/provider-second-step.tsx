'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { buttonClass } from '@/components/button';
import { Link } from '@/components/link';
import { Notice } from '@/components/notice';
import { Skeleton } from '@/components/skeleton';
import { ApiProblem } from '@/lib/api/problem';
import { useProblemText } from '@/lib/api/problem-text';
import { paths } from '@/lib/routes';
import { finishWithSecondFactor } from '../signing-in';
import { SecondFactorStep } from './second-factor-step';

/** After the identity provider's page: it vouches for them, their second factor here is still missing. `next`: where they go then. */
export function ProviderSecondStep({ next }: { next: string }) {
  const t = useTranslations('session');
  const problemText = useProblemText();
  const router = useRouter();
  const [ways, setWays] = useState<readonly string[] | null>(null);
  const [problem, setProblem] = useState<unknown>(null);

  useEffect(() => {
    finishWithSecondFactor().catch((reason: unknown) => {
      if (reason instanceof ApiProblem && reason.code === 'second_factor_required') setWays(reason.secondFactors);
      else setProblem(reason);
    });
  }, []);

  if (problem !== null) {
    return (
      <div className="flex flex-col gap-4">
        <Notice tone="danger">{problemText(problem)}</Notice>
        <Link href={paths.login(next)} className={buttonClass('primary')}>
          {t('startAgain')}
        </Link>
      </div>
    );
  }
  if (ways === null) return <Skeleton className="h-40" />;
  return <SecondFactorStep ways={ways} signIn={finishWithSecondFactor} onBack={() => router.replace(paths.login(next))} />;
}
