import type { NewKey } from '../../messages/keys.ts';
import { dateInput, dayIn } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { MAX_SCOPES } from './picker.ts';

export const EXPIRIES = ['never', '30', '90', '365', 'on'] as const;
export type Expiry = (typeof EXPIRIES)[number];

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
export function labels() {
  const { name, permissions, date } = words.createKey;
  return { name, scopes: permissions, expiresAt: date };
}
export type Problems = Partial<Record<keyof ReturnType<typeof labels>, string>>;

export function toExpiryChoice(text: string): Expiry {
  return EXPIRIES.find((one) => one === text) ?? 'never';
}

/** What keeps it from being sent. `offered` are the scopes that can be chosen now. */
export function problemsOf(fields: CreateFields, scopes: string[], now: number): Problems {
  const said = words.createKey.problems;
  const problems: Problems = {};
  if (!fields.name.trim()) problems.name = said.name;
  if (scopes.length === 0) problems.scopes = said.scopes;
  if (scopes.length > MAX_SCOPES) {
    problems.scopes = said.tooManyScopes(MAX_SCOPES);
  }
  if (fields.expiry === 'on') {
    if (!fields.date) problems.expiresAt = said.noDate;
    else if (fields.date < dateInput(now)) problems.expiresAt = said.pastDate;
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
  const { expiryHint: said } = words.createKey;
  if (expiry === 'never' || expiry === 'on') return said[expiry];
  return said.until(dayIn(now, Number(expiry)));
}
