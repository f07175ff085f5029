'use client';

import { useSyncExternalStore } from 'react';
import type { DisplayPreferences } from './api/types';
import { displayKey, railKey, viewKey } from './display-script';

/** How somebody wants to see Convene. */
export type Display = Omit<DisplayPreferences, 'version'>;

export const usual: Display = {
  theme: 'system',
  density: 'comfortable',
  palette: 'full',
  motion: 'system',
  text_size: 'normal',
  hour_cycle: 'automatic',
  first_day: 'automatic',
  single_keys: true,
  keys: {},
};

/** What stands in the preferences, without their version. */
export function displayOf({ version: _version, ...display }: DisplayPreferences): Display {
  return display;
}

const listeners = new Set<() => void>();
let shown: Display | null = null;

/** What this browser shows now: as it was told last. */
export function currentDisplay(): Display {
  shown ??= { ...usual, ...kept() };
  return shown;
}

export function useShownDisplay(): Display {
  return useSyncExternalStore(subscribe, currentDisplay, () => usual);
}

/** Shows it from now on, and before the next page is painted. */
export function showDisplay(told: Display): void {
  // A server of before a restart may not know everything yet.
  const display = { ...usual, ...told };
  shown = display;
  const root = document.documentElement.dataset;
  const marks = {
    theme: display.theme === 'system' ? null : display.theme,
    density: display.density === 'compact' ? display.density : null,
    palette: display.palette === 'safe' ? display.palette : null,
    motion: display.motion === 'reduced' ? display.motion : null,
    text: display.text_size === 'normal' ? null : display.text_size,
  };
  for (const [name, value] of Object.entries(marks)) {
    if (value) root[name] = value;
    else delete root[name];
  }
  try {
    localStorage.setItem(displayKey, JSON.stringify(display));
  } catch {
    // Storage may be switched off; the server says it again on the next page.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function kept(): Partial<Display> {
  try {
    return JSON.parse(localStorage.getItem(displayKey) ?? '{}') as Partial<Display>;
  } catch {
    return {};
  }
}

/** Folds the navigation, or unfolds it. */
export function toggleRail(): void {
  const root = document.documentElement.dataset;
  const fold = root['rail'] === undefined;
  if (fold) root['rail'] = 'narrow';
  else delete root['rail'];
  try {
    if (fold) localStorage.setItem(railKey, '1');
    else localStorage.removeItem(railKey);
  } catch {
    // Until the next page, then.
  }
}

/** The view of the calendar that was chosen last on this screen; null until one was. */
export function keptView(): string | null {
  try {
    return localStorage.getItem(viewKey);
  } catch {
    return null;
  }
}

export function keepView(view: string): void {
  try {
    localStorage.setItem(viewKey, view);
  } catch {
    // It holds for the address that says it, then.
  }
}
