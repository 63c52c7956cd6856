import { defineBackground } from 'wxt/utils/define-background';
import { readAccess, setAccess } from '../background/access.ts';
import { paintAction, SHOWN_BY_ACTION } from '../background/action/paint.ts';
import { APPROVALS_WATCH, watchApprovals } from '../background/admin/approvals.ts';
import { adminHandlers } from '../background/admin/handlers.ts';
import { forgetClipboard, noteClipboard, readClipboardNote } from '../background/clipboard.ts';
import { commandPressed } from '../background/commands.ts';
import { giveBackHost, grantedHosts } from '../background/hosts.ts';
import { KEY_WATCH } from '../background/injection/apply.ts';
import {
  deleteKey,
  disableKey,
  enableKey,
  renameKey,
  revokeKey,
} from '../background/keys/change.ts';
import { collectKey, createKey, regenerateKey, setPersonalKey } from '../background/keys/create.ts';
import { cachedKeys, listKeys } from '../background/keys/list.ts';
import { grantablePermissions } from '../background/keys/permissions.ts';
import { endReveal, markCopied, readReveal } from '../background/keys/reveal.ts';
import { readSecret } from '../background/keys/secret.ts';
import { watchKeys } from '../background/keys/watch.ts';
import { makeMenus, menuPressed, updateMenus } from '../background/menus.ts';
import { createRouter } from '../background/messages.ts';
import { inBackground, keepMemoryToOurselves } from '../background/run.ts';
import {
  changePassword,
  endOtherSession,
  listSessions,
} from '../background/session/own-account.ts';
import { probe } from '../background/session/probe.ts';
import { resetPassword } from '../background/session/reset-password.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSetUp,
  noteSaved,
  readSecondFactor,
  removeSecondFactor,
} from '../background/session/second-factor.ts';
import {
  acceptInvitation,
  connect,
  disconnect,
  refreshSession,
  sessionState,
  setUp,
  signIn,
  signOut,
  switchOrg,
} from '../background/session/session.ts';
import { readSettings } from '../background/settings.ts';
import { openShortcuts, readShortcuts } from '../background/shortcuts.ts';
import { TAB_KEYS } from '../background/tab-keys/leases.ts';
import { makeTabKey, useTabKey } from '../background/tab-keys/make.ts';
import { settleTabKeys } from '../background/tab-keys/settle.ts';
import { checkTab } from '../background/tabs/check.ts';
import { fillForm } from '../background/tabs/fill.ts';
import { openAsking, openFullTab } from '../background/tabs/full-tab.ts';
import { giveDocument } from '../background/tabs/given-document.ts';
import { useLastKey } from '../background/tabs/last-key.ts';
import { stopUse, tabState } from '../background/tabs/state.ts';
import {
  cancelUse,
  completePendingUses,
  PENDING_USES,
  pendingUse,
  useKey,
} from '../background/tabs/use.ts';
import { checkUses, dropUse, tabUpdated } from '../background/tabs/uses.ts';
import { observeTraffic } from '../background/traffic/observe.ts';
import { forgetTraffic, readTraffic, reconcileTraffic } from '../background/traffic/record.ts';
import { VAULT_LOCK } from '../background/vault/deadline.ts';
import {
  changePassphrase,
  changeSettings,
  checkVault,
  keepOpen,
  lockVault,
  resetVault,
  setUpVault,
  unlockVault,
  vaultState,
} from '../background/vault/vault.ts';
import { wake } from '../background/wake.ts';
import { browser } from '../browser.ts';
import { stored } from '../stored.ts';

const answerMessage = createRouter(
  {
    'session.state': sessionState,
    'session.refresh': async () => {
      const state = await refreshSession();
      inBackground(watchApprovals());
      return state;
    },
    'session.probe': async ({ address }) => {
      const { address: origin, info } = await probe(address);
      return { address: origin, server: info };
    },
    'session.connect': ({ address }) => connect(address),
    'session.disconnect': disconnect,
    'session.setup': setUp,
    'session.sign-in': signIn,
    'session.accept': acceptInvitation,
    'session.reset-password': resetPassword,
    'session.sign-out': signOut,
    'session.switch-org': ({ orgId }) => switchOrg(orgId),

    'keys.cached': ({ showRevoked }) => cachedKeys(showRevoked),
    'keys.list': ({ showRevoked }) => listKeys(showRevoked),
    'keys.permissions': grantablePermissions,
    'keys.create': createKey,
    'keys.collect': ({ id }) => collectKey(id),
    'keys.set-personal': ({ enabled }) => setPersonalKey(enabled),
    'keys.rename': ({ id, name }) => renameKey(id, name),
    'keys.disable': ({ id }) => disableKey(id),
    'keys.enable': ({ id }) => enableKey(id),
    'keys.revoke': ({ id }) => revokeKey(id),
    'keys.regenerate': ({ id, graceSeconds }) => regenerateKey(id, graceSeconds),
    'keys.delete': ({ id }) => deleteKey(id),

    'vault.state': vaultState,
    'vault.set-up': ({ passphrase }) => setUpVault(passphrase),
    'vault.unlock': ({ passphrase, saveHeld }) => unlockVault(passphrase, saveHeld),
    'vault.lock': lockVault,
    'vault.change': ({ passphrase, next }) => changePassphrase(passphrase, next),
    'vault.reset': resetVault,
    'vault.active': keepOpen,

    'settings.read': readSettings,
    'settings.write': changeSettings,
    'shortcuts.read': readShortcuts,
    'shortcuts.open': openShortcuts,
    'hosts.list': grantedHosts,
    'hosts.give-back': ({ pattern }) => giveBackHost(pattern),
    'account.sessions': listSessions,
    'account.end-session': ({ id }) => endOtherSession(id),
    'account.change-password': changePassword,

    'second-factor.read': readSecondFactor,
    'second-factor.begin': ({ currentPassword }) => beginSecondFactor(currentPassword),
    'second-factor.confirm': ({ code }) => confirmSecondFactor(code),
    'second-factor.saved': noteSaved,
    'second-factor.done': endSetUp,
    'second-factor.remove': removeSecondFactor,

    'keys.secret': ({ id }) => readSecret(id),
    'clipboard.copied': ({ digest }) => noteClipboard(digest),
    'clipboard.read': readClipboardNote,
    'clipboard.forget': ({ digest }) => forgetClipboard(digest),

    'reveal.get': readReveal,
    'reveal.copied': markCopied,
    'reveal.done': endReveal,

    'tab.state': ({ tabId }) => tabState(tabId),
    'tab.use': useKey,
    'tab.cancel': ({ tabId }) => cancelUse(tabId),
    'tab.pending': ({ tabId }) => pendingUse(tabId),
    'tab.stop': ({ tabId }) => stopUse(tabId),
    'tab.use-last': ({ tabId }) => useLastKey(tabId),
    'tab.fill': fillForm,
    'tab.check': ({ tabId }) => checkTab(tabId),
    'tab.document': ({ tabId, url }) => giveDocument(tabId, url),

    'tab-key.make': makeTabKey,
    'tab-key.use': ({ tabId }) => useTabKey(tabId),
    'tab.happened': ({ tabId }) => readTraffic(tabId),

    'access.read': readAccess,
    'access.set': ({ apiAccess }) => setAccess(apiAccess),

    ...adminHandlers,

    'full-tab.open': ({ place }) => openFullTab(place),
    'full-tab.ask': ({ tabId }) => openAsking(tabId),
  },
  checkVault,
);

/** The stored items on which it depends whether a tab still has its own key, and who may end it. */
const HOLD_TAB_KEYS = [stored.tabUses, stored.pendingUses, stored.session].map(({ name }) => name);

export default defineBackground(() => {
  // Listeners join at once and synchronously, or the event that woke the worker is lost.
  browser.runtime.onMessage.addListener(answerMessage);
  browser.tabs.onUpdated.addListener((tabId) => inBackground(tabUpdated(tabId)));
  browser.tabs.onRemoved.addListener((tabId) => inBackground(dropUse(tabId)));
  browser.tabs.onRemoved.addListener((tabId) => inBackground(forgetTraffic(tabId)));
  browser.tabs.onReplaced.addListener((_, tabId) => inBackground(dropUse(tabId)));
  browser.permissions.onAdded.addListener(() => inBackground(completePendingUses()));
  browser.permissions.onRemoved.addListener(() => inBackground(checkUses()));
  browser.storage.onChanged.addListener((changes, area) => {
    const held = area === 'session' && HOLD_TAB_KEYS.some((name) => name in changes);
    if (held) inBackground(settleTabKeys());
    // The organisation may have set another lock time.
    if (area === 'managed') inBackground(checkVault());
    if (SHOWN_BY_ACTION.some((name) => name in changes)) {
      inBackground(paintAction());
      inBackground(updateMenus());
    }
  });
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === KEY_WATCH) inBackground(watchKeys());
    if (name === TAB_KEYS) inBackground(settleTabKeys());
    if (name === PENDING_USES) inBackground(completePendingUses());
    if (name === VAULT_LOCK) inBackground(checkVault());
    if (name === APPROVALS_WATCH) inBackground(watchApprovals());
  });

  observeTraffic(true);
  browser.contextMenus.onClicked.addListener(menuPressed);
  browser.commands.onCommand.addListener(commandPressed);
  browser.tabs.onActivated.addListener(() => inBackground(updateMenus()));
  browser.windows.onFocusChanged.addListener(() => inBackground(updateMenus()));

  inBackground(keepMemoryToOurselves());
  inBackground(wake());
  inBackground(reconcileTraffic());
  inBackground(makeMenus());
  // A key may have come near its end meanwhile: nothing that is stored tells of it.
  inBackground(paintAction());
});
