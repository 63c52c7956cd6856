/** The last requests of each tab that its key went with, in memory, until the tab closes. */

import { missingScopes } from '../../../shared/scopes.ts';
import { browser } from '../../browser.ts';
import type { Happened, SeenRequest } from '../../messages/traffic.ts';
import { stored } from '../../stored.ts';
import { notify } from '../notify.ts';
import { without } from '../tabs/uses.ts';
import { isCovered, pathOf, type Request } from './match.ts';

const MOST = 50;

type Outcome = Pick<SeenRequest, 'status' | 'refusal'>;

interface Event {
  id: string;
  at: number;
  request: Request;
  /** Null: it ended without an answer. */
  outcome: Outcome | null;
}

const waiting: Event[] = [];
let writing: Promise<void> | null = null;

/** Notes what became of a request. Many at once are written together. */
export function note(event: Event): Promise<void> {
  waiting.push(event);
  writing ??= writeAll().finally(() => {
    writing = null;
  });
  return writing;
}

async function writeAll(): Promise<void> {
  while (waiting.length > 0) {
    const uses = await stored.tabUses.read();
    const events = waiting.splice(0).flatMap((event) => {
      const use = uses[event.request.tabId];
      return use && isCovered(use, event.request) ? [{ ...event, keyId: use.keyId }] : [];
    });
    if (events.length === 0) continue;
    await stored.traffic.update((all) => events.reduce(add, all));
    await notify('traffic');
  }
}

type Traffic = Record<string, SeenRequest[]>;

function add(
  all: Traffic,
  { id, at, request, outcome, keyId }: Event & { keyId: string },
): Traffic {
  const { tabId, method, url } = request;
  const before = all[tabId] ?? [];
  const known = before.find((one) => one.id === id);
  // An answer that was seen stays: what ends afterwards is the page's own business.
  if (known && !outcome) return all;
  const seen: SeenRequest = {
    id,
    at,
    keyId,
    method,
    host: new URL(url).host,
    path: pathOf(url),
    status: outcome?.status ?? null,
    refusal: outcome?.refusal ?? null,
  };
  const others = before.filter((one) => one.id !== id);
  return { ...all, [tabId]: [seen, ...others].slice(0, MOST) };
}

/** Newest first; a refusal for a scope with what the key has, as it was last listed. */
export async function readTraffic(tabId: number): Promise<Happened[]> {
  const [traffic, lists] = await Promise.all([stored.traffic.read(), stored.keyLists.read()]);
  const keys = Object.values(lists).flatMap((list) => list.keys);
  return (traffic[tabId] ?? []).map(({ keyId, ...seen }) => {
    const has = keys.find(({ id }) => id === keyId)?.effectiveScopes ?? null;
    if (seen.refusal?.kind !== 'scope') return { ...seen, has };
    const missing = has ? missingScopes(seen.refusal.needs, has) : [];
    const needs = missing.length > 0 ? missing : seen.refusal.needs;
    return { ...seen, has, refusal: { kind: 'scope', needs } };
  });
}

export async function forgetTraffic(tabId: number): Promise<void> {
  await stored.traffic.update((all) => without(all, tabId));
}

/** Forgets the tabs that closed while nobody listened. */
export async function reconcileTraffic(): Promise<void> {
  const open = new Set((await browser.tabs.query({})).map(({ id }) => String(id)));
  await stored.traffic.update((all) => {
    const kept = Object.entries(all).filter(([tabId]) => open.has(tabId));
    return kept.length === Object.keys(all).length ? all : Object.fromEntries(kept);
  });
}
