import { browser } from '../../browser.ts';
import { stored } from '../../stored.ts';
import { paintAction } from '../action/paint.ts';
import { clearAlarm, setPeriodicAlarm } from '../alarm.ts';
import { createMutex } from '../mutex.ts';
import { observeTraffic } from '../traffic/observe.ts';
import { diffRules } from './diff.ts';
import { buildRules } from './rules.ts';

/** Wakes the background to look whether the keys set on tabs still work. */
export const KEY_WATCH = 'key-watch';

const inTurn = createMutex();

/**
 * Makes the browser's rules, toolbar button and alarm say what the stored tab uses say. The one
 * place that touches them; called after every change and whenever the worker starts.
 */
export function applyUses(): Promise<void> {
  return inTurn(async () => {
    const [allUses, secrets, present] = await Promise.all([
      stored.tabUses.read(),
      stored.secrets.read(),
      browser.declarativeNetRequest.getSessionRules(),
    ]);
    const uses = Object.values(allUses).filter((use) => secrets[use.keyId]);
    const wanted = uses.flatMap((use) => buildRules(use, secrets[use.keyId]?.secret ?? ''));
    const change = diffRules(wanted, present);
    if (uses.length > 0) await setPeriodicAlarm(KEY_WATCH, 1);
    if (change.addRules.length + change.removeRuleIds.length > 0) {
      await browser.declarativeNetRequest.updateSessionRules(change);
    }
    observeTraffic(uses.length > 0);
    await paintAction();
    if (uses.length === 0) await clearAlarm(KEY_WATCH);
  });
}
