import { useEffect, useState } from 'preact/hooks';
import type { KeyList, ListedKey } from '../../messages/keys.ts';
import { useDraft } from '../drafts.ts';

const NOTHING = { id: '', name: '' };

/** The new name as it is typed; a draft for another key counts for nothing. */
export function useRename({ id, name }: Pick<ListedKey, 'id' | 'name'>) {
  const draft = useDraft('rename', NOTHING);
  return { ...draft, fields: draft.fields.id === id ? draft.fields : { id, name } };
}

/** Asks again, once, where the popup closed while a key was being renamed. */
export function useRenameAgain(list: KeyList | null, ask: (listed: ListedKey) => void): void {
  const { fields } = useDraft('rename', NOTHING);
  const [waiting, setWaiting] = useState(fields.id !== '');
  useEffect(() => {
    if (!waiting || !list) return;
    setWaiting(false);
    const listed = list.keys.find(({ id }) => id === fields.id);
    if (listed) ask(listed);
  }, [waiting, list, fields.id, ask]);
}
