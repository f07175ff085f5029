import type { Health } from '@/lib/api/types';

/** The catalogue's key of a name the server gives: dots would lead into it, and blanks are none of a key's. */
export function keyOf(name: string): string {
  return name.replaceAll(/[. ]/g, '_');
}

/** A name the server gives that no catalogue has, for people: better than none. */
export function spelled(name: string): string {
  return name.replaceAll('_', ' ');
}

export type Cause = NonNullable<Health['jobs'][number]['last_failure_code']>;

export type Trouble = Health['troubles'][number];

/** "jobs/letters": what kind of trouble it is, and of which of them. */
export function partsOf({ part }: Trouble): { readonly kind: string; readonly name: string } {
  const [kind = '', ...rest] = part.split('/');
  return { kind, name: rest.join('/') };
}

/** What a sentence about the trouble is made of, from the figures beside it. */
export function factsOf(trouble: Trouble, { jobs, mail, queues, untold_events }: Pick<Health, 'jobs' | 'mail' | 'queues' | 'untold_events'>): { cause: Cause; count: number } {
  const { kind, name } = partsOf(trouble);
  const late = queues.find((queue) => queue.name === name)?.lag_seconds ?? 0;
  return {
    cause: jobs.find((job) => job.name === name)?.last_failure_code ?? 'unforeseen',
    count: { mail: mail.failing, events: untold_events.parked }[kind] ?? Math.round(late),
  };
}
