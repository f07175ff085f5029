import type { Invitee } from '@/features/people';
import { desk } from './desk';
import type { RoomChoice } from './schema';

/** What is known of a meeting before anybody typed. Epoch milliseconds. */
export interface Known {
  readonly start: number;
  readonly end: number;
  readonly zone: string;
  readonly guests?: readonly Invitee[];
  readonly rooms?: readonly RoomChoice[];
}

/** Opens the composer with what is known filled in. */
export async function compose({ start, end, zone, guests = [], rooms = [] }: Known): Promise<void> {
  // The form and its rules come with the composer.
  const { emptyForm } = await import('./schema');
  desk.ask({ kind: 'compose', form: { ...emptyForm(start, end, zone), guests: [...guests], rooms: [...rooms] } });
}
