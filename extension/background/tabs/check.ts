/** Why is my key not applied? Looked at one step after another, as far as the browser lets us. */

import { browser } from '../../browser.ts';
import type { PageInfo } from '../../messages/page.ts';
import type { TabCheck, TabUse } from '../../messages/tabs.ts';
import { matchPattern, webOrigin } from '../../origins.ts';
import { stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { diffRules } from '../injection/diff.ts';
import { buildRules } from '../injection/rules.ts';
import { requireUsableKey } from '../keys/watch.ts';
import { readPage } from './page.ts';

export async function checkTab(tabId: number): Promise<{ checks: TabCheck[] }> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab) throw new Failed({ kind: 'tab-gone' });
  const [page, uses, ends] = await Promise.all([
    readPage(tab),
    stored.tabUses.read(),
    stored.tabEnds.read(),
  ]);
  const use = uses[tabId];
  const name = use?.keyName ?? ends[tabId]?.keyName;
  const checks = [
    ofPage(page),
    check('key-set', use !== undefined, name === undefined ? [] : [name]),
  ];
  if (use) {
    checks.push(
      check('same-site', webOrigin(tab.url ?? '') === use.pageOrigin, [use.pageOrigin]),
      await ofPermissions('page-permission', [use.pageOrigin]),
      await ofPermissions('api-permission', use.apiOrigins),
      await ofKey(use),
      await ofRules(use),
    );
  }
  if (page.seen) {
    checks.push(
      check('service-worker', !page.hasServiceWorker, [page.origin]),
      ...(use ? [ofCalls(page.called, use)] : []),
    );
  }
  return { checks };
}

/** The browser's own pages take nothing; one that it hides can be anything. */
function ofPage(page: PageInfo): TabCheck {
  if (page.seen) return check('web-page', true, [page.origin]);
  const outcome = page.reason === 'not-a-web-page' ? 'bad' : 'unknown';
  return { id: 'web-page', outcome, about: [] };
}

async function ofPermissions(
  id: 'page-permission' | 'api-permission',
  origins: string[],
): Promise<TabCheck> {
  const missing: string[] = [];
  for (const origin of origins) {
    const allowed = await browser.permissions.contains({ origins: [matchPattern(origin)] });
    if (!allowed) missing.push(origin);
  }
  return missing.length > 0 ? check(id, false, missing) : check(id, true, origins);
}

async function ofKey({ keyId, keyName }: TabUse): Promise<TabCheck> {
  try {
    await requireUsableKey(keyId);
    return check('key-works', true, [keyName]);
  } catch (error) {
    const isSilent = error instanceof Failed && error.failure.kind === 'no-answer';
    return { id: 'key-works', outcome: isSilent ? 'unknown' : 'bad', about: [keyName] };
  }
}

async function ofRules(use: TabUse): Promise<TabCheck> {
  const [secrets, present] = await Promise.all([
    stored.secrets.read(),
    browser.declarativeNetRequest.getSessionRules(),
  ]);
  const secret = secrets[use.keyId]?.secret;
  const wanted = secret === undefined ? [] : buildRules(use, secret);
  const { addRules } = diffRules(wanted, present);
  return check('rule-present', wanted.length > 0 && addRules.length === 0, use.apiOrigins);
}

/** The page may call another host than the one that the key is set for. */
function ofCalls(called: string[], use: TabUse): TabCheck {
  if (called.length === 0) return { id: 'host-called', outcome: 'unknown', about: use.apiOrigins };
  const meets = called.some((origin) => use.apiOrigins.includes(origin));
  return check('host-called', meets, meets ? use.apiOrigins : called);
}

function check(id: TabCheck['id'], good: boolean, about: string[]): TabCheck {
  return { id, outcome: good ? 'good' : 'bad', about };
}
