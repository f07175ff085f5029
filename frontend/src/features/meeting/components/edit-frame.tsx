'use client';

import type { BaseSyntheticEvent, ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/button';
import { DialogBody, DialogFoot } from '@/components/dialog';
import type { Meeting, MeetingChange } from '@/lib/api/types';
import type { EditOutcome } from '../mutations';
import { ConflictCard } from './conflict-card';

export type Conflict = Extract<EditOutcome, { kind: 'conflict' }>;

interface Props {
  /** What somebody else changed too, if so: it is decided before anything else is saved. */
  conflict: Conflict | null;
  isSaving: boolean;
  /** What the button says that saves, or leads on. */
  action: string;
  submit(event: BaseSyntheticEvent): Promise<void>;
  save(on: Meeting, change: MeetingChange): Promise<void>;
  onClose(): void;
  children: ReactNode;
}

/** What stays of a change where theirs is to stand in what is disputed. */
function withoutDisputed({ members, disputed }: Conflict): MeetingChange {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !disputed.includes(name as never)));
}

/** A form that changes a meeting: what is disputed, its fields, and the way out. */
export function EditFrame({ conflict, isSaving, action, submit, save, onClose, children }: Props) {
  const t = useTranslations('meetingForm');
  return (
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) void submit(event);
      }}
      noValidate
      className="flex min-h-0 flex-1 flex-col"
    >
      <DialogBody>
        {conflict ? (
          <ConflictCard
            theirs={conflict.theirs}
            mine={conflict.members}
            disputed={conflict.disputed}
            isPending={isSaving}
            onKeepMine={() => void save(conflict.theirs, conflict.members)}
            onUseTheirs={() => void save(conflict.theirs, withoutDisputed(conflict))}
          />
        ) : null}
        {children}
      </DialogBody>
      <DialogFoot>
        <Button look="ghost" onPress={onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" look="primary" isPending={isSaving} isDisabled={conflict !== null}>
          {action}
        </Button>
      </DialogFoot>
    </form>
  );
}
