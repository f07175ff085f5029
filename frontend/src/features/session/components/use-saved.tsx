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

/** Changes to one entity that were shown and are not saved yet, the oldest first; each builds on the one before it. */
interface Line {
  readonly members: object[];
  /** As the server knows it. */
  known: unknown;
  last: Promise<unknown>;
}

const lines = new Map<string, Line>();

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

  const saveNow = async (members: Partial<Entity>, before: Partial<Entity>, said: string, line: Line): Promise<boolean> => {
    const show = (entity: Entity) => {
      line.known = entity;
      cache.setQueryData(keptAs, Object.assign({}, entity, ...line.members) as Entity);
    };
    try {
      const outcome = await optimisticSave<Entity, Partial<Entity>>(
        {
          pause: () => cache.cancelQueries({ queryKey: keptAs }),
          // It shows already, with what comes after it.
          read: () => undefined,
          write: () => undefined,
        },
        line.known as Entity,
        {
          members,
          apply: (entity, changed) => ({ ...entity, ...changed }),
          send: (changed, _version, on) => send(changed, on),
          same: (one, other, name) => alike(one[name], other[name]),
        },
      );
      line.members.shift();
      const saved = outcome.kind === 'conflict' ? outcome.theirs : outcome.entity;
      show(saved);
      onSaved?.(saved);
      if (outcome.kind === 'conflict') {
        toasts.show({ about, tone: 'danger', text: t('elsewhere'), action: { label: t('useMine'), run: () => void save(members) } });
        return false;
      }
      toasts.show({ about, text: said, action: { label: t('undo'), run: () => void save(before, t('undone')) } });
      return true;
    } catch (reason) {
      line.members.shift();
      show(line.known as Entity);
      toasts.show({ about, tone: 'danger', text: problemText(reason), action: { label: t('retry'), run: () => void save(members) } });
      return false;
    }
  };

  /** Whether it was saved; why not has been said. */
  const save = async (members: Partial<Entity>, said = t('saved')): Promise<boolean> => {
    const shown = cache.getQueryData<Entity>(keptAs);
    if (!shown) return false;
    const names = Object.keys(members) as (keyof Entity)[];
    const before = Object.fromEntries(names.map((name) => [name, shown[name]])) as Partial<Entity>;
    if (alike(before, members)) return true;
    const line: Line = lines.get(about) ?? { members: [], known: shown, last: Promise.resolve() };
    lines.set(about, line);
    line.members.push(members);
    // At once: the next change is made on what shows.
    cache.setQueryData(keptAs, { ...shown, ...members });
    const saving = line.last.then(() => saveNow(members, before, said, line));
    line.last = saving;
    const done = await saving;
    if (line.members.length === 0) lines.delete(about);
    return done;
  };

  return { query, save };
}
