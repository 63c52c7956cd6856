import { knownDrafts } from '../known.ts';
import { type Draft, stored } from '../stored.ts';
import type { Change } from '../stored-item.ts';

export async function readDrafts(now: number): Promise<Record<string, Draft['fields']>> {
  const drafts = await stored.drafts.update((all) => knownDrafts(all, now));
  return Object.fromEntries(Object.entries(drafts).map(([form, { fields }]) => [form, fields]));
}

/** Null forgets the form. */
export async function writeDraft(
  form: string,
  fields: Draft['fields'] | null,
  now: number,
): Promise<void> {
  await stored.drafts.update((all) => {
    const { [form]: _, ...others } = knownDrafts(all, now);
    return fields ? { ...others, [form]: { fields, writtenAt: now } } : others;
  });
}

export function draftForgotten(form: string): Change {
  return stored.drafts.changed((all) => {
    const { [form]: _, ...others } = all;
    return form in all ? others : all;
  });
}
