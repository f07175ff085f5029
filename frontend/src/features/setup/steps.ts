/** What follows once there is an admin, in its order; each can be left out, and the address says which one is open. */
export const steps = ['organisation', 'hours', 'mail', 'people'] as const;

export type Step = (typeof steps)[number];

export function stepNamed(name: string | null): Step | null {
  return steps.find((step) => step === name) ?? null;
}

/** The one after it; null after the last. */
export function after(step: Step): Step | null {
  return steps[steps.indexOf(step) + 1] ?? null;
}

/** The one before it; null before the first. */
export function before(step: Step): Step | null {
  return steps[steps.indexOf(step) - 1] ?? null;
}
