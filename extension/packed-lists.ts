/** Key lists as a short text: reading them is most of what the popup waits for before it is drawn. */

import type { Key } from '../shared/contract/keys.ts';
import type { CachedKeys } from './stored.ts';

type Lists = Record<string, CachedKeys>;

interface Packed extends Pick<CachedKeys, 'fetchedAt'> {
  /** Each field's most frequent value, said once. */
  common: Partial<Key>;
  /** What differs from it. */
  keys: Partial<Key>[];
}

export function packLists(lists: Lists): string {
  return JSON.stringify(eachOf(lists, packed));
}

export function unpackLists(text: string): Lists {
  return eachOf(JSON.parse(text) as Record<string, Packed>, ({ common, keys, fetchedAt }) => ({
    keys: keys.map((rest) => ({ ...common, ...rest }) as Key),
    fetchedAt,
  }));
}

function packed({ keys, fetchedAt }: CachedKeys): Packed {
  const common = new Map(
    Object.keys(keys[0] ?? {}).flatMap((field) => {
      const said = mostFrequent(keys, field as keyof Key);
      return said === null ? [] : [[field, said]];
    }),
  );
  const rest = keys.map((key) =>
    Object.fromEntries(
      Object.entries(key).filter(([field, value]) => JSON.stringify(value) !== common.get(field)),
    ),
  );
  const values = [...common].map(([field, said]) => [field, JSON.parse(said)]);
  return { common: Object.fromEntries(values), keys: rest, fetchedAt };
}

/** The JSON of the value that most of them have; null where all differ, or one has no such field. */
function mostFrequent(keys: readonly Key[], field: keyof Key): string | null {
  const counted = new Map<string, number>();
  for (const key of keys) {
    if (!(field in key)) return null;
    const said = JSON.stringify(key[field]);
    counted.set(said, (counted.get(said) ?? 0) + 1);
  }
  const [said, count] = [...counted].reduce((most, one) => (one[1] > most[1] ? one : most));
  return count > 1 ? said : null;
}

function eachOf<A, B>(all: Record<string, A>, change: (one: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one)]));
}
