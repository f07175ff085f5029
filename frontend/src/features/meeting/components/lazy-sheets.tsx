'use client';

import dynamic from 'next/dynamic';
import { useState, type ComponentProps } from 'react';

// Date, time and combobox fields weigh more than the pages that open them: they come when first needed.
const Create = dynamic(() => import('./create-sheet').then(({ CreateSheet }) => CreateSheet), { ssr: false });
const Edit = dynamic(() => import('./edit-sheet').then(({ EditSheet }) => EditSheet), { ssr: false });
const Invite = dynamic(() => import('./invite-dialog').then(({ InviteDialog }) => InviteDialog), { ssr: false });

/** True from the first time on: a sheet stays mounted, so that it can leave gracefully. */
function useOnce(now: boolean): boolean {
  const [ever, setEver] = useState(now);
  if (now && !ever) setEver(true);
  return ever || now;
}

export function CreateSheet(props: ComponentProps<typeof Create>) {
  return useOnce(props.slot !== null) ? <Create {...props} /> : null;
}

export function EditSheet(props: ComponentProps<typeof Edit>) {
  return useOnce(props.meeting !== null) ? <Edit {...props} /> : null;
}

export function InviteDialog(props: ComponentProps<typeof Invite>) {
  return useOnce(props.isOpen) ? <Invite {...props} /> : null;
}
