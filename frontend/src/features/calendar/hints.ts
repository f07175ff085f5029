/** Two keys that lead to each meeting in view: one for its day, one for its place in that day. */

const places = '123456789abcdefghijklmnopqrstuvwxyz';
const letters = 'abcdefghijklmnopqrstuvwxyz';

/** One letter for each day, from its name where the name still has one that no other day took. */
export function dayLetters(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const own = [...name.toLowerCase()].filter((letter) => letters.includes(letter));
    const letter = [...own, ...letters].find((one) => !taken.has(one)) ?? '';
    taken.add(letter);
    return letter;
  });
}

/** A hint for each meeting, given the column of each in the order in which they are read; '' where keys run out. */
export function hintsOf(columns: readonly number[], dayNames: readonly string[]): string[] {
  if (dayNames.length > letters.length) return flat(columns.length);
  const days = dayLetters(dayNames);
  const counts = days.map(() => 0);
  return columns.map((column) => {
    const place = places[counts[column]!];
    counts[column]! += 1;
    return place ? `${days[column]}${place}` : '';
  });
}

/** Too many days for a letter each: pairs of letters in the order in which one reads. */
function flat(count: number): string[] {
  const pair = (index: number) => `${letters[Math.floor(index / letters.length)] ?? ''}${letters[index % letters.length]}`;
  return Array.from({ length: count }, (_, index) => (pair(index).length === 2 ? pair(index) : ''));
}
