export const hues = [
  'indigo', 'blue', 'cyan', 'teal', 'green', 'olive', 'amber', 'orange', 'red', 'pink', 'magenta', 'violet',
] as const;

export type Hue = (typeof hues)[number];

/** A person's colour: the same on every screen and in every browser. */
export function hueOf(id: string): Hue {
  let hash = 0x811c9dc5;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 0x01000193);
  return hues[(hash >>> 8) % hues.length] as Hue;
}
