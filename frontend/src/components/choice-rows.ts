/** Of a letter, in its font size. */
function breadthOfLetter(letter: string): number {
  if (/[ijltfrI.,:'’ ]/.test(letter)) return 0.35;
  if (/[mwMW]/.test(letter)) return 0.9;
  return /[\p{Lu}\p{Lo}]/u.test(letter) ? 0.7 : 0.6;
}

/** About how wide an option of a choice is, in its font size: rather too wide than too narrow. */
export function breadthOf(label: string, withIcon: boolean): number {
  const words = [...label].reduce((sum, letter) => sum + breadthOfLetter(letter), 0);
  return Math.round((words + 0.875 + (withIcon ? 1.375 : 0)) * 100) / 100;
}

/** What is to stand in two rows where one is too long: none is left alone. */
export function halvesOf<Each>(these: readonly Each[]): readonly [readonly Each[], readonly Each[]] | null {
  if (these.length < 4 || these.length % 2 > 0) return null;
  return [these.slice(0, these.length / 2), these.slice(these.length / 2)];
}
