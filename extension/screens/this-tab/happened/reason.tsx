import type { ComponentChildren } from 'preact';
import type { Happened } from '../../../messages/traffic.ts';
import { pageToolsWords } from '../../../words/page-tools-words.ts';
import { listedAs } from '../../../words/text.ts';

interface Reason {
  why: ComponentChildren;
  /** The way out. */
  next: string;
}

const MOST_SHOWN = 6;

/** Why it did not go through, as far as the answer tells; null where it did. */
export function reasonOf({ status, refusal, has }: Happened): Reason | null {
  const { happened } = pageToolsWords;
  if (status === null) return { why: null, next: happened.next['no-answer'] };
  switch (refusal?.kind) {
    case undefined:
      return null;
    case 'no-key':
      return { why: happened.sawNoKey, next: happened.next['no-key'] };
    case 'scope': {
      const needs = scopeList(refusal.needs);
      const why =
        has === null ? happened.needs(needs) : happened.needsAndHas(needs, scopeList(has));
      return { why, next: happened.next.scope };
    }
    case 'key':
      return knownReason(refusal.reason);
  }
}

function knownReason(reason: string): Reason {
  const { reasons, next, says, refused } = pageToolsWords.happened;
  if (Object.hasOwn(reasons, reason)) return reasons[reason as keyof typeof reasons];
  return { why: reason ? says(<q>{reason}</q>) : refused, next: next.key };
}

function scopeList(scopes: string[]): ComponentChildren {
  if (scopes.length === 0) return pageToolsWords.happened.nothing;
  const shown = scopes.slice(0, MOST_SHOWN);
  const left = scopes.length - shown.length;
  const more = left > 0 ? [pageToolsWords.happened.more(left)] : [];
  return listedAs([...shown, ...more], (item) =>
    shown.includes(item) ? <code key={item}>{item}</code> : item,
  );
}
