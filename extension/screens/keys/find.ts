import type { Key } from '../../../shared/contract/keys.ts';

/** Those whose name or prefix has what is typed, whatever the case or the accents' encoding. */
export function findKeys<K extends Pick<Key, 'name' | 'prefix'>>(keys: K[], typed: string): K[] {
  const wanted = folded(typed.trim());
  if (!wanted) return keys;
  return keys.filter(({ name, prefix }) => folded(`${name} ${prefix}`).includes(wanted));
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}
