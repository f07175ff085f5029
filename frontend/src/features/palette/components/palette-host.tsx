'use client';

import dynamic from 'next/dynamic';
import { opening } from '../opening';

// Whoever hears the keys comes after the first view; what is pressed before is kept (lib/early-keys).
const Keyboard = dynamic(() => import('./keyboard').then((module) => module.Keyboard), { ssr: false });

/** Stands beside every page with a frame: hears the keys, and shows the palette and the sheet of keys. */
export function PaletteHost() {
  return <Keyboard />;
}

/** Opens the palette. */
export function usePalette(): () => void {
  return open;
}

const open = () => opening.show('palette');
