import { ApiProblem } from '@/lib/api/problem';
import { paths } from '@/lib/routes';

/** Whether the house asks for a second factor in this person's role, and they have none. */
export function lacksSecondFactor(reason: unknown): boolean {
  return reason instanceof ApiProblem && reason.code === 'second_factor_needed';
}

/** Where one is set up, for somebody at `here`, who then finds the way back; null when they are led there already. */
export function whereToSetUp(here: string): string | null {
  const { pathname, searchParams } = new URL(here, 'http://localhost');
  if (pathname !== paths.security()) return paths.secondFactorNeeded(here);
  return searchParams.has('why') ? null : paths.secondFactorNeeded(paths.calendar());
}
