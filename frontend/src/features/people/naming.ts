import type { Person } from '@/lib/api/types';

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * Who is meant by a name, a handle or an address: the one whose address it is, or the only one with such a name, a
 * whole word of it before the beginning of one. Null when it is nobody, or could be several.
 */
export function personNamed(name: string, people: readonly Person[]): Person | null {
  const wished = plain(name.trim().replaceAll(/[._]/g, ' '));
  const byAddress = people.find(({ email }) => plain(email) === plain(name.trim()));
  if (byAddress || wished === '') return byAddress ?? null;
  const words = ({ name: own }: Person) => [plain(own), ...plain(own).split(/\s+/)];
  const ways: ((person: Person) => boolean)[] = [
    (person) => plain(person.name) === wished,
    ({ email }) => plain(email.split('@')[0]!.replaceAll(/[._]/g, ' ')) === wished,
    (person) => words(person).includes(wished),
    (person) => words(person).some((word) => word.startsWith(wished)),
  ];
  for (const way of ways) {
    const found = people.filter(way);
    if (found.length > 0) return found.length === 1 ? found[0]! : null;
  }
  return null;
}
