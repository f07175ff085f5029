'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Controller } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { CheckboxGroup } from '@/components/checkbox-group';
import { Choice } from '@/components/choice';
import { Dialog, DialogBody, DialogFoot } from '@/components/dialog';
import { FormText } from '@/components/form-text';
import { Notice } from '@/components/notice';
import { useProblemText } from '@/lib/api/problem-text';
import type { ApiTokenDraft } from '@/lib/api/types';
import { useFaultText } from '@/lib/forms';
import { useSentForm } from '@/lib/sent-form';
import { rfc3339 } from '@/lib/time/moment';
import { createApiToken } from '../mutations';
import { securityKeys } from '../queries';
import { apiTokenSchema, lifetimes, type ApiTokenForm } from '../schema';
import { CopyButton } from './copy-button';
import { GivenUp, useProof } from './proof';

type Scope = ApiTokenDraft['scopes'][number];

/** Every one: a scope that the API adds has to be named here. */
const scopes = Object.keys({
  'meetings:read': true,
  'meetings:write': true,
  'meetings:respond': true,
  'messages:read': true,
  'messages:write': true,
  'minutes:write': true,
  'people:read': true,
  'people:invite': true,
  'people:manage': true,
  'presence:read': true,
  'teams:read': true,
  'teams:write': true,
  'rooms:read': true,
  'rooms:write': true,
  'rooms:approve': true,
  'events:read': true,
  'hours:read': true,
  'hours:write': true,
  'notifications:read': true,
  'notifications:write': true,
  'audit:read': true,
  'health:read': true,
  'mail:read': true,
  'mail:resend': true,
  'events:retry': true,
  'settings:write': true,
  'addresses:block': true,
} satisfies Record<Scope, true>) as Scope[];

const day = 86_400_000;

/** First what it is for, then the secret, once. */
export function TokenDialog({ isOpen, onClose }: { isOpen: boolean; onClose(): void }) {
  const t = useTranslations('apiTokens');
  const cache = useQueryClient();
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  const made = (token: string) => {
    setSecret(token);
    void cache.invalidateQueries({ queryKey: securityKeys.tokens });
  };
  return (
    <Dialog
      title={t(secret ? 'madeTitle' : 'newTitle')}
      isOpen={isOpen}
      onClose={close}
      firm={secret !== null}
      closeLabel={t('close')}
    >
      {secret ? (
        <>
          <DialogBody>
            <p className="text-fg-2">{t('madeText')}</p>
            <p className="rounded-lg bg-sunken px-4 py-3 font-mono text-sm break-all select-all">{secret}</p>
            <div className="flex gap-2">
              <CopyButton text={secret} />
            </div>
          </DialogBody>
          <DialogFoot>
            <Button look="primary" autoFocus onPress={close}>
              {t('kept')}
            </Button>
          </DialogFoot>
        </>
      ) : (
        <TokenForm onMade={made} onCancel={close} />
      )}
    </Dialog>
  );
}

function TokenForm({ onMade, onCancel }: { onMade(token: string): void; onCancel(): void }) {
  const t = useTranslations('apiTokens');
  const faultText = useFaultText();
  const problemText = useProblemText();
  const proven = useProof();
  const { form, problem, submit } = useSentForm<ApiTokenForm>({
    schema: apiTokenSchema,
    start: { name: '', scopes: ['meetings:read'], days: '90' },
    rename: { expires_at: 'days' },
    say: (reason) => (reason instanceof GivenUp ? null : problemText(reason)),
    send: async ({ name, scopes: chosen, days }) => {
      const expires_at = rfc3339(Date.now() + Number(days) * day);
      onMade(await proven(() => createApiToken({ name, scopes: chosen as Scope[], expires_at })));
    },
  });
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-col">
      <DialogBody>
        {problem ? <Notice tone="danger">{problem}</Notice> : null}
        <FormText
          control={form.control}
          name="name"
          faultText={faultText}
          label={t('name')}
          hint={t('nameHint')}
          type="text"
          autoComplete="off"
          autoFocus
        />
        <Controller
          control={form.control}
          name="days"
          render={({ field }) => (
            <Choice
              label={t('lifetime')}
              showLabel
              wide
              options={lifetimes.map((days) => ({ value: days, label: t('days', { count: Number(days) }) }))}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
        <Controller
          control={form.control}
          name="scopes"
          render={({ field, fieldState }) => (
            <CheckboxGroup
              label={t('scopes')}
              options={scopes.map((scope) => ({ value: scope, label: t(`scope.${scope}`) }))}
              value={field.value}
              onChange={field.onChange}
              fault={faultText(fieldState.error?.message)}
            />
          )}
        />
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onCancel}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" isPending={form.formState.isSubmitting}>
          {t('create')}
        </Button>
      </DialogFoot>
    </form>
  );
}
