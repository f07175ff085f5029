'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Check, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { Choice } from '@/components/choice';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { TextField } from '@/components/text-field';
import { useProblemText } from '@/lib/api/problem-text';
import { Words } from '@/lib/locale';
import { wordsOf } from '@/lib/words';
import { addressees, type Addressee } from '../addresses';
import { invite } from '../mutations';
import { adminKeys } from '../queries';

const words = wordsOf('admin');

interface Props {
  isOpen: boolean;
  onClose(): void;
}

/** Many at once: pasted, and told line by line what became of each. */
export function InviteDialog(props: Props) {
  return (
    <Words of={words}>
      <Inviting {...props} />
    </Words>
  );
}

interface Result {
  email: string;
  /** Why not; null when it went. */
  fault: string | null;
}

function Inviting({ isOpen, onClose }: Props) {
  const t = useTranslations('admin.people');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const [text, setText] = useState('');
  const [role, setRole] = useState<'member' | 'guest' | 'admin'>('member');
  const [results, setResults] = useState<Result[]>([]);
  const [busy, setBusy] = useState(false);
  const { found, wrong } = addressees(text);

  const send = async () => {
    setBusy(true);
    setResults(wrong.map((email) => ({ email, fault: t('noAddress') })));
    const left: Addressee[] = [];
    for (const each of found) {
      let fault: string | null = null;
      try {
        await invite({ ...each, role });
      } catch (reason) {
        fault = problemText(reason);
        left.push(each);
      }
      setResults((before) => [...before, { email: each.email, fault }]);
    }
    // What did not go stays to be mended.
    setText([...wrong, ...left.map(({ email, name }) => (name ? `${name} <${email}>` : email))].join('\n'));
    setBusy(false);
    void cache.invalidateQueries({ queryKey: adminKeys.invitations });
  };

  const close = () => {
    setResults([]);
    onClose();
  };

  return (
    <Dialog title={t('inviteTitle')} isOpen={isOpen} onClose={close} closeLabel={t('close')}>
      <DialogBody>
        <TextField
          label={t('addresses')}
          hint={t('addressesHint')}
          rows={5}
          value={text}
          onChange={setText}
          autoFocus
          placeholder={t('addressesExample')}
        />
        <Choice
          label={t('role')}
          showLabel
          wide
          options={(['member', 'guest', 'admin'] as const).map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={role}
          onChange={(chosen) => setRole(chosen as typeof role)}
        />
        <div aria-live="polite" className="empty:hidden">
          {results.length > 0 ? (
            <ul aria-label={t('results')} className="flex max-h-48 flex-col gap-1.5 overflow-y-auto text-sm">
              {results.map(({ email, fault }) => (
                <li key={email} className="flex gap-2">
                  {fault ? (
                    <CircleAlert aria-hidden className="mt-px size-4 flex-none text-danger" strokeWidth={1.75} />
                  ) : (
                    <Check aria-hidden className="mt-px size-4 flex-none text-success" strokeWidth={2} />
                  )}
                  <span className="min-w-0 break-words">
                    <span dir="auto" className="font-[550]">
                      {email}
                    </span>{' '}
                    {fault ?? t('invited')}
                  </span>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={close}>
          {t(results.length > 0 ? 'done' : 'cancel')}
        </Button>
        <Button look="primary" isPending={busy} isDisabled={found.length === 0} onPress={() => void send()}>
          {t('send', { count: found.length })}
        </Button>
      </DialogFoot>
    </Dialog>
  );
}
