'use client';

import { useQuery, useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { toasts } from '@/components/toasts';
import { useProblemText } from '@/lib/api/problem-text';
import { optimisticSave } from '@/lib/optimistic-save';

interface Options<Entity extends { version: number }> {
  /** Where it is cached. */
  keptAs: QueryKey;
  read(signal: AbortSignal): Promise<Entity>;
  /** Sends some members on top of `base`, and answers what was saved. */
  send(members: Partial<Entity>, base: Entity): Promise<Entity>;
  onSaved?(entity: Entity): void;
}

/** One after the other: a change waits for the one before it, whose version it builds on. */
const queues = new Map<string, Promise<unknown>>();

const alike = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Settings that save themselves. A change shows at once, is saved on its version, and says so with a way back; what
 * somebody else changed meanwhile stands beside it, or is offered to be replaced.
 */
export function useSaved<Entity extends { version: number }>({ keptAs, read, send, onSaved }: Options<Entity>) {
  const t = useTranslations('saving');
  const problemText = useProblemText();
  const cache = useQueryClient();
  const query = useQuery({ queryKey: keptAs, queryFn: ({ signal }) => read(signal) });
  const about = keptAs.join('/');

  const saveNow = async (members: Partial<Entity>, said: string): Promise<boolean> => {
    const base = cache.getQueryData<Entity>(keptAs);
    if (!base) return false;
    const names = Object.keys(members) as (keyof Entity)[];
    const before = Object.fromEntries(names.map((name) => [name, base[name]])) as Partial<Entity>;
    if (alike(before, members)) return true;
    try {
      const outcome = await optimisticSave<Entity, Partial<Entity>>(
        {
          pause: () => cache.cancelQueries({ queryKey: keptAs }),
          read: () => cache.getQueryData<Entity>(keptAs),
          write: (entity) => cache.setQueryData(keptAs, entity),
        },
        base,
        {
          members,
          apply: (entity, changed) => ({ ...entity, ...changed }),
          send: (changed, _version, on) => send(changed, on),
          same: (one, other, name) => alike(one[name], other[name]),
        },
      );
      if (outcome.kind === 'conflict') {
        onSaved?.(outcome.theirs);
        toasts.show({ about, tone: 'danger', text: t('elsewhere'), action: { label: t('useMine'), run: () => void save(members) } });
        return false;
      }
      onSaved?.(outcome.entity);
      toasts.show({ about, text: said, action: { label: t('undo'), run: () => void save(before, t('undone')) } });
      return true;
    } catch (reason) {
      toasts.show({ about, tone: 'danger', text: problemText(reason), action: { label: t('retry'), run: () => void save(members) } });
      return false;
    }
  };

  /** Whether it was saved; why not has been said. */
  const save = (members: Partial<Entity>, said = t('saved')): Promise<boolean> => {
    const queued = (queues.get(about) ?? Promise.resolve()).then(() => saveNow(members, said));
    queues.set(about, queued);
    return queued;
  };

  return { query, save };
}
