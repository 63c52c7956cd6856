/**
 * What was typed and not yet sent, in memory storage. The pages write it there themselves: the
 * background may sleep while one of them closes, and what is sent then would be lost.
 */

import { defineItem, removeTogether, type StoredItem } from './stored-item.ts';

const FORMS = [
  'view',
  'view-side-panel',
  'view-full-tab',
  'address',
  'first-run',
  'search',
  'rename',
  'create-key',
  'this-tab',
  'page-operations',
  'tab-key',
  'members',
  'invite',
  'service',
  'role',
  'policies',
  'deny',
  'audit',
] as const;

export type Form = (typeof FORMS)[number];

interface Draft {
  fields: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  writtenAt: number;
}

/** An item each, so that a page that closes writes its own with no look at the others. */
export const drafts = Object.fromEntries(
  FORMS.map((form) => [form, defineItem<Draft | null>('session', `draft.${form}`, 1, null)]),
) as Record<Form, StoredItem<Draft | null>>;

/** Milliseconds. */
const LIFETIME = 10 * 60_000;

/** What is not too old at `now` (ms since the epoch); the rest is forgotten. */
export async function readDrafts(now: number): Promise<Map<Form, Draft['fields']>> {
  const found = await Promise.all(Object.values(drafts).map((draft) => draft.read()));
  const fresh = new Map<Form, Draft['fields']>();
  const old: Form[] = [];
  for (const [at, form] of FORMS.entries()) {
    const draft = found[at];
    if (!draft) continue;
    if (now - draft.writtenAt < LIFETIME) fresh.set(form, draft.fields);
    else old.push(form);
  }
  if (old.length > 0) {
    const items = old.map((form) => drafts[form]);
    await removeTogether('session', items);
  }
  return fresh;
}

export function writeDraft(form: Form, fields: Draft['fields'], now: number): Promise<void> {
  return drafts[form].write({ fields, writtenAt: now });
}

export function forgetDraft(form: Form): Promise<void> {
  return drafts[form].remove();
}
