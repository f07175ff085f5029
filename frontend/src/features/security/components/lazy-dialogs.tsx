'use client';

import dynamic from 'next/dynamic';
import { useState, type ComponentProps, type ComponentType } from 'react';

// Forms and their checks weigh more than the page that opens them: they come when first needed, or in idle time.
const load = {
  app: () => import('./app-dialog'),
  email: () => import('./email-dialog'),
  passkey: () => import('./passkey-dialog'),
  password: () => import('./password-dialog'),
  proof: () => import('./proof-dialog'),
  token: () => import('./token-dialog'),
};
const App = dynamic(() => load.app().then((module) => module.AppDialog), { ssr: false });
const Email = dynamic(() => load.email().then((module) => module.EmailDialog), { ssr: false });
const Passkey = dynamic(() => load.passkey().then((module) => module.PasskeyDialog), { ssr: false });
const Password = dynamic(() => load.password().then((module) => module.PasswordDialog), { ssr: false });
const Proof = dynamic(() => load.proof().then((module) => module.ProofDialog), { ssr: false });
const Token = dynamic(() => load.token().then((module) => module.TokenDialog), { ssr: false });

/** Fetches them all ahead, so that each opens at once. */
export async function loadDialogs(): Promise<void> {
  await Promise.all(Object.values(load).map((one) => one()));
}

/** True from the first time on: a dialog stays mounted, so that it can leave gracefully. */
function useOnce(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}

function onceOpen<Props extends { isOpen: boolean }>(Dialog: ComponentType<Props>) {
  return function OnceOpen(props: Props) {
    return useOnce(props.isOpen) ? <Dialog {...props} /> : null;
  };
}

export const EmailDialog = onceOpen(Email);
export const PasskeyDialog = onceOpen(Passkey);
export const PasswordDialog = onceOpen(Password);
export const ProofDialog = onceOpen(Proof);
export const TokenDialog = onceOpen(Token);

export function AppDialog(props: ComponentProps<typeof App>) {
  return useOnce(props.setUp !== null) ? <App {...props} /> : null;
}
