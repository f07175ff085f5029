'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import { serverClock } from './server-clock';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let minute = 0;

function currentMinute(): number {
  minute = Math.floor(Date.now() / 60_000) * 60_000;
  return minute;
}

function tick(): void {
  currentMinute();
  for (const listener of listeners) listener();
  schedule();
}

function schedule(): void {
  timer = setTimeout(tick, 60_000 - (Date.now() % 60_000) + 20);
}

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    currentMinute();
    schedule();
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** Now, to the minute, epoch milliseconds; the component renders again when the minute turns. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => (listeners.size > 0 ? minute : currentMinute()), currentMinute);
}

/** Now by the server's clock, to the second, for as long as something runs; else when it was last looked at. */
export function useServerSeconds(running: boolean): number {
  const [now, setNow] = useState(() => serverClock.now());
  useEffect(() => {
    setNow(serverClock.now());
    if (!running) return;
    const timer = setInterval(() => setNow(serverClock.now()), 1000);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}
