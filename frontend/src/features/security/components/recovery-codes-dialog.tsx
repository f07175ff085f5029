'use client';

import { Download } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { CopyButton } from './copy-button';
import { fileOf } from '../secrets';

interface Props {
  /** Null: nothing to show. */
  codes: readonly string[] | null;
  onClose(): void;
}

/** Shown this once, so it closes by one button only. */
export function RecoveryCodesDialog({ codes, onClose }: Props) {
  const t = useTranslations('security');
  return (
    <Dialog title={t('recoveryTitle')} isOpen={codes !== null} onClose={onClose} firm closeLabel={t('close')}>
      <DialogBody>
        <p className="text-fg-2">{t('recoveryText')}</p>
        <ol
          aria-label={t('recoveryTitle')}
          className="grid grid-cols-1 gap-x-6 gap-y-1.5 rounded-lg bg-sunken px-4 py-3 font-mono text-base min-[400px]:grid-cols-2"
        >
          {codes?.map((code) => (
            <li key={code} className="tabular select-all">
              {code}
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap gap-2">
          <CopyButton text={fileOf(codes ?? [])} />
          <Button
            onPress={() => download(fileOf(codes ?? []), t('recoveryFile'))}
            icon={<Download aria-hidden className="size-4" strokeWidth={1.75} />}
          >
            {t('download')}
          </Button>
        </div>
      </DialogBody>
      <DialogFoot>
        <Button look="primary" onPress={onClose}>
          {t('recoveryKept')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}

function download(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // Not at once: the browser reads it after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
