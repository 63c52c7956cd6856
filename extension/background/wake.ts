import { settleTabKeys } from './tab-keys/settle.ts';
import { completePendingUses } from './tabs/use.ts';
import { checkUses } from './tabs/uses.ts';
import { reconcileVault } from './vault/vault.ts';

/** At every start of the background: finishes what the last one may have died on. */
export async function wake(): Promise<void> {
  await reconcileVault();
  await checkUses();
  await completePendingUses();
  await settleTabKeys();
}
