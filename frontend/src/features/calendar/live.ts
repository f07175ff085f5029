'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { keys } from '@/lib/api/keys';
import { isOwnMutation } from '@/lib/api/mutation-id';
import { useLive } from '@/lib/live/live';

/** Milliseconds between two refreshes when many changes come at once. */
const pause = 250;

/** Runs `task` at once, and once more after the pause for everything asked meanwhile. */
export class Throttle {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private again = false;

  constructor(private readonly task: () => void) {}

  ask(): void {
    if (this.timer !== undefined) {
      this.again = true;
      return;
    }
    this.task();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (!this.again) return;
      this.again = false;
      this.ask();
    }, pause);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.again = false;
  }
}

/**
 * Refreshes what lists meetings on the screen whenever somebody else changed one; other windows when they are next
 * shown. What was changed here lies on top already, and its lists are read again when it has been answered.
 */
export function useCalendarLive(): void {
  const cache = useQueryClient();
  const throttle = useRef<Throttle | null>(null);
  throttle.current ??= new Throttle(() => {
    for (const queryKey of [keys.calendars, keys.meetings]) void cache.invalidateQueries({ queryKey });
  });
  useEffect(() => () => throttle.current?.stop(), []);
  useLive({
    event: ({ subject, mutation_id }) => {
      if (subject.type === 'meeting' && !isOwnMutation(mutation_id)) throttle.current?.ask();
    },
    gap: () => throttle.current?.ask(),
  });
}
