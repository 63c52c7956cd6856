import type { KeyStatus } from '../../../shared/status.ts';
import type { ListedKey } from '../../messages/keys.ts';
import { words } from '../../words/words.ts';

export const SORTS = ['newest', 'name', 'used', 'expiry'] as const;
export type Sort = (typeof SORTS)[number];

/** A new array. What has no such time comes last. */
export function sorted(keys: readonly ListedKey[], by: Sort): ListedKey[] {
  const collator = new Intl.Collator(words.locale, { numeric: true });
  // Times in ISO 8601 sort as texts.
  const compare: Record<Sort, (a: ListedKey, b: ListedKey) => number> = {
    newest: (a, b) => later(a.createdAt, b.createdAt),
    name: (a, b) => collator.compare(a.name, b.name),
    used: (a, b) => later(a.lastUsedAt ?? '', b.lastUsedAt ?? ''),
    expiry: (a, b) => later(b.expiresAt ?? '~', a.expiresAt ?? '~'),
  };
  return [...keys].sort(compare[by]);
}

/** Negative where `a` is the later one. */
function later(a: string, b: string): number {
  if (a === b) return 0;
  return a > b ? -1 : 1;
}

const STATUSES: KeyStatus[] = [
  'active',
  'pending',
  'suspended',
  'disabled',
  'expired',
  'denied',
  'revoked',
];

/** The statuses that occur, in a fixed order. */
export function statusesIn(keys: readonly Pick<ListedKey, 'status'>[]): KeyStatus[] {
  const present = new Set(keys.map(({ status }) => status));
  return STATUSES.filter((status) => present.has(status));
}

export interface Section {
  id: 'here' | 'elsewhere';
  keys: ListedKey[];
}

/** Those whose secret is in this browser first; an empty section is none. */
export function sectionsOf(keys: readonly ListedKey[]): Section[] {
  const here = keys.filter(({ inThisBrowser }) => inThisBrowser);
  const elsewhere = keys.filter(({ inThisBrowser }) => !inThisBrowser);
  const sections: Section[] = [
    { id: 'here', keys: here },
    { id: 'elsewhere', keys: elsewhere },
  ];
  return sections.filter((section) => section.keys.length > 0);
}
