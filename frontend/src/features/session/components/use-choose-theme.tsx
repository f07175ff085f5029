'use client';

import { useQueryClient } from '@tanstack/react-query';
import type { Display } from '@/lib/display';
import { chooseTheme } from '../mutations';
import { displayKey } from '../queries';

/** Light, dark, or as the device has it: at once, and kept for every device. */
export function useChooseTheme(): (theme: Display['theme']) => void {
  const cache = useQueryClient();
  return (theme) => void chooseTheme(theme).then((saved) => cache.setQueryData(displayKey, saved), () => undefined);
}
