'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';

interface Props {
  /** On the button, and on the button that means it. */
  label: string;
  /** What the button is about, for those who do not see the row it stands in. */
  about: string;
  title: string;
  /** What cannot be undone. */
  text: string;
  danger?: boolean;
  isPending: boolean;
  onSure(): void;
}

/** A button for what cannot be undone: says so first. */
export function SureButton({ label, about, title, text, danger = true, isPending, onSure }: Props) {
  const t = useTranslations('security');
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look="ghost" aria-label={about} isPending={isPending} onPress={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog title={title} isOpen={open} onClose={() => setOpen(false)} closeLabel={t('close')}>
        <DialogBody>
          <p className="text-fg-2">{text}</p>
        </DialogBody>
        <DialogFoot>
          <Button look="ghost" onPress={() => setOpen(false)}>
            {t('cancel')}
          </Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            onPress={() => {
              setOpen(false);
              onSure();
            }}
          >
            {label}
          </Button>
        </DialogFoot>
      </Dialog>
    </>
  );
}
