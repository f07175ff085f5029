import type { CSSProperties } from 'react';

/** Custom properties for styles that live in the style sheets; set by script, as the security policy wants. */
export function vars(values: Record<`--${string}`, string | number>): CSSProperties {
  return values as CSSProperties;
}
