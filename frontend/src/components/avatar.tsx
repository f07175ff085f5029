import { cx } from './class-names';
import { hueOf } from './hues';

/** "Chloé Martin" → "CM". */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0] ?? '?';
  const last = words.length > 1 ? (words[words.length - 1] as string) : '';
  return (([...first][0] ?? '?') + ([...last][0] ?? '')).toLocaleUpperCase();
}

const sizes = { 20: 'size-5 text-[9px]', 24: 'size-6 text-[10px]', 32: 'size-8 text-xs', 40: 'size-10 text-sm' } as const;

/** A person's initials in the person's colour. Decoration, and so no text: the name stands beside it. */
export function Avatar({ id, name, size = 32 }: { id: string; name: string; size?: keyof typeof sizes }) {
  return (
    <span
      aria-hidden
      data-initials={initials(name)}
      className={cx(
        `hue-${hueOf(id)} inline-flex shrink-0 items-center justify-center rounded-full bg-(--soft) font-[600] text-(--ink) select-none before:content-[attr(data-initials)]`,
        sizes[size],
      )}
    />
  );
}
