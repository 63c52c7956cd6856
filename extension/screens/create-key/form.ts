import type { NewKey } from '../../messages.ts';
import { dateInput, dayIn } from '../../words/times.ts';
import { MAX_SCOPES } from './picker.ts';

export const EXPIRIES = ['never', '30', '90', '365', 'on'] as const;
export type Expiry = (typeof EXPIRIES)[number];

export const EXPIRY_WORDS: Record<Expiry, string> = {
  never: 'Never',
  '30': '30 days',
  '90': '90 days',
  '365': '1 year',
  on: 'A date',
};

export interface CreateFields {
  name: string;
  expiry: string;
  /** As a date input writes it. */
  date: string;
  scopes: string[];
  search: string;
}

export const EMPTY_FORM: CreateFields = {
  name: '',
  expiry: 'never',
  date: '',
  scopes: [],
  search: '',
};

/** The paths by which the server names what it refuses. */
export const LABELS = { name: 'Name', scopes: 'Permissions', expiresAt: 'Date' };
export type Problems = Partial<Record<keyof typeof LABELS, string>>;

export function toExpiryChoice(text: string): Expiry {
  return EXPIRIES.find((one) => one === text) ?? 'never';
}

/** What keeps it from being sent. `offered` are the scopes that can be chosen now. */
export function problemsOf(fields: CreateFields, scopes: string[], now: number): Problems {
  const problems: Problems = {};
  if (!fields.name.trim()) problems.name = 'Give the key a name.';
  if (scopes.length === 0) problems.scopes = 'Choose at least one permission.';
  if (scopes.length > MAX_SCOPES) {
    problems.scopes = `Choose at most ${MAX_SCOPES} permissions.`;
  }
  if (fields.expiry === 'on') {
    if (!fields.date) problems.expiresAt = 'Choose the date on which the key ends.';
    else if (fields.date < dateInput(now)) problems.expiresAt = 'Choose today or a later date.';
  }
  return problems;
}

export function toNewKey(fields: CreateFields, scopes: string[]): NewKey {
  return { name: fields.name.trim(), scopes, expiry: toExpiry(fields) };
}

function toExpiry({ expiry, date }: CreateFields): NewKey['expiry'] {
  switch (toExpiryChoice(expiry)) {
    case 'never':
      return { kind: 'never' };
    case '30':
      return { kind: 'in', days: 30 };
    case '90':
      return { kind: 'in', days: 90 };
    case '365':
      return { kind: 'in', days: 365 };
    case 'on':
      return { kind: 'on', date };
  }
}

/** What the choice of expiry comes to. */
export function expiryHint(expiry: Expiry, now: number): string {
  if (expiry === 'never') return 'Works until someone stops it. This cannot change later.';
  if (expiry === 'on') return 'Works to the end of that day. This cannot change later.';
  return `Works until ${dayIn(now, Number(expiry))}. This cannot change later.`;
}
