'use client';

import { createContext, use, type ReactNode } from 'react';

const Disabled = createContext(false);

/** Whether the fields around are to wait. The browser tells its own; those that are made of other parts ask here. */
export function useDisabled(): boolean {
  return use(Disabled);
}

/** Fields that all have to wait for the same. */
export function Fieldset({ disabled, children }: { disabled: boolean; children: ReactNode }) {
  return (
    <fieldset disabled={disabled} className="min-w-0">
      <Disabled value={disabled}>{children}</Disabled>
    </fieldset>
  );
}
