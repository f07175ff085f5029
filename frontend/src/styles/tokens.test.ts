import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const themes = ['light', 'dark'] as const;
type Theme = (typeof themes)[number];

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name, light, dark]) => [name as string, { light: light as string, dark: dark as string }] as const,
  ),
);

function colour(name: string, theme: Theme): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token --${name}`);
  return token[theme];
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const surfaces = ['bg', 'surface', 'raised', 'sunken', 'hover'];
const hues = [...tokens.keys()].filter((name) => name.endsWith('-bar')).map((name) => name.slice(0, -4));

/** Lowest contrast of a foreground over its backgrounds. */
function lowest(foreground: string, backgrounds: string[], theme: Theme): number {
  return Math.min(...backgrounds.map((name) => contrast(colour(foreground, theme), colour(name, theme))));
}

const textPairs: [string, string[]][] = [
  ...['text', 'text-2', 'text-3', 'accent', 'success', 'warning', 'danger', 'info'].map(
    (name): [string, string[]] => [name, surfaces],
  ),
  ['on-accent', ['accent', 'accent-hover']],
  ['accent-text', ['accent-soft']],
  ...['success', 'warning', 'danger', 'info'].map((name): [string, string[]] => [name, [`${name}-soft`]]),
  ...hues.map((hue): [string, string[]] => [`${hue}-ink`, [`${hue}-soft`]]),
  ['text', ['free-1', 'free-2', 'free-3', 'free-4']],
  ['text-2', hues.map((hue) => `${hue}-soft`)],
  ['text-3', hues.map((hue) => `${hue}-soft`)],
];

const markPairs: [string, string[]][] = [
  ['ring', surfaces],
  ['border-strong', ['bg', 'surface', 'raised', 'sunken']],
  ['now', ['bg', 'surface']],
  ...hues.map((hue): [string, string[]] => [`${hue}-bar`, ['surface']]),
];

describe.each(themes)('%s colours', (theme) => {
  it.each(textPairs)('%s is readable on %j', (foreground, backgrounds) => {
    expect(lowest(foreground, backgrounds, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(markPairs)('%s can be seen on %j', (foreground, backgrounds) => {
    expect(lowest(foreground, backgrounds, theme)).toBeGreaterThanOrEqual(3);
  });
});

it('reads all twelve hues and every core colour', () => {
  expect(hues).toHaveLength(12);
  expect(tokens.size).toBe(12 * 3 + 25 + 5);
});

it('agrees with the design table', () => {
  expect(lowest('text', surfaces, 'light')).toBeCloseTo(15.13, 1);
  expect(lowest('text-3', surfaces, 'light')).toBeCloseTo(5.14, 1);
  expect(lowest('text-3', surfaces, 'dark')).toBeCloseTo(5.54, 1);
});
