import type { Which } from './queries';

/** What somebody could not save begins so. */
export const ofPerson = (person: string) => `minutes/${person}/`;

/** Under which names the browser keeps what somebody wrote into these minutes and could not save. */
export function drawerName(person: string, { meetingId, date }: Which): string {
  return `${ofPerson(person)}${meetingId}/${date ?? ''}/`;
}

/** Of which minutes something is kept. */
export function drawersIn(names: Iterable<string>, person: string): Which[] {
  const found = new Map<string, Which>();
  for (const name of names) {
    const [meetingId, date] = name.slice(ofPerson(person).length).split('/');
    if (meetingId) found.set(`${meetingId}/${date}`, { meetingId, date: date || null });
  }
  return [...found.values()];
}
