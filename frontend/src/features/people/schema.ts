import type { Invitation, Person } from '@/lib/api/types';

/** Somebody about to be invited: a person of the organisation, or an address. */
export interface Invitee {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly personId: string | null;
  readonly zone: string | null;
  /** Whether it can take place without them. */
  readonly optional?: boolean;
}

export function inviteeOf(person: Pick<Person, 'id' | 'name' | 'email' | 'time_zone'>): Invitee {
  return { key: person.id, name: person.name, email: person.email, personId: person.id, zone: person.time_zone };
}

const address = /^[^\s@,;<>]+@[^\s@,;<>]+\.[^\s@,;<>]+$/;

/** An invitee by address alone, or null when the text is no address. */
export function inviteeByAddress(text: string): Invitee | null {
  const email = text.trim();
  return address.test(email)
    ? { key: email.toLowerCase(), name: email, email, personId: null, zone: null }
    : null;
}

/** Pasted text as the addresses in it. */
export function addressesIn(text: string): Invitee[] {
  return text.split(/[\s,;<>]+/).flatMap((part) => inviteeByAddress(part) ?? []);
}

export function withInvitees(before: readonly Invitee[], added: readonly Invitee[]): Invitee[] {
  const all = new Map(before.map((invitee) => [invitee.email.toLowerCase(), invitee]));
  for (const invitee of added) if (!all.has(invitee.email.toLowerCase())) all.set(invitee.email.toLowerCase(), invitee);
  return [...all.values()];
}

export function invitationOf({ personId, email, optional }: Invitee): Invitation {
  const role = optional ? 'optional' : 'required';
  return personId ? { person_id: personId, role } : { email, role };
}
