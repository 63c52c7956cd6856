import type { Storage } from 'webextension-polyfill';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Rule } from '../../../../extension/background/injection/rules.ts';
import english from '../../../../extension/public/_locales/en/messages.json' with { type: 'json' };

/** What the fake browser knows and has been told; put back by `resetBrowser`. */
export const world = {
  rules: [] as Rule[],
  ruleUpdates: 0,
  /** Addresses by tab id; undefined where the browser hides it. */
  tabs: new Map<number, string | undefined>(),
  granted: new Set<string>(),
  badges: new Map<number, string>(),
  /** The state that each tab's toolbar icon shows; `EVERY_TAB` for the rest. */
  icons: new Map<number, string>(),
  titles: new Map<number, string>(),
  /** When each goes off: at a time (ms since the epoch), or every so many minutes. */
  alarms: new Map<string, { when?: number; periodInMinutes?: number }>(),
  notices: [] as unknown[],
  /** How many effects the worker has left to live; each write, change of the rules, and alarm is one. */
  effectsLeft: Number.POSITIVE_INFINITY,
  effects: 0,
};

/** To be called before each effect; throws from the worker's last one on. */
export function effect(): void {
  alive();
  if (world.effectsLeft <= world.effects) world.effectsLeft = -1;
  alive();
  world.effects++;
}

/** To be called before what leaves nothing behind: the dead do not read either. */
export function alive(): void {
  if (world.effectsLeft < 0) throw new Error('the worker has died');
}

/** The worker dies after that many effects from now. */
export function dieAfter(effects: number): void {
  world.effects = 0;
  world.effectsLeft = effects;
}

/** A worker anew, whatever became of the last one. */
export function live(): void {
  dieAfter(Number.POSITIVE_INFINITY);
}

export function resetBrowser(): void {
  fakeBrowser.reset();
  world.rules = [];
  world.ruleUpdates = 0;
  world.notices = [];
  live();
  for (const part of [
    world.tabs,
    world.granted,
    world.badges,
    world.icons,
    world.titles,
    world.alarms,
  ]) {
    part.clear();
  }
}

/** In what the toolbar button shows, what stands on every tab that has none of its own. */
export const EVERY_TAB = -1;

interface OnTab {
  tabId: number;
}

function listeners() {
  return { addListener: () => undefined, removeListener: () => undefined };
}

/** WXT's, for as long as the worker lives. */
function mortal(area: Storage.StorageArea): Pick<Storage.StorageArea, 'get' | 'set' | 'remove'> {
  return {
    get: async (keys) => {
      alive();
      return area.get(keys);
    },
    set: async (items) => {
      effect();
      return area.set(items);
    },
    remove: async (keys) => {
      effect();
      return area.remove(keys);
    },
  };
}

/** Storage is WXT's fake; the rest is what WXT does not fake. */
export const browser = {
  storage: {
    ...fakeBrowser.storage,
    local: mortal(fakeBrowser.storage.local),
    session: mortal(fakeBrowser.storage.session),
  },
  runtime: {
    id: 'keyturn',
    getURL: (path: string) => `chrome-extension://keyturn/${path}`,
    sendMessage: async (message: unknown) => {
      world.notices.push(message);
      throw new Error('Could not establish connection. Receiving end does not exist.');
    },
  },
  i18n: {
    getMessage: (name: keyof typeof english, substitutes: string[]) =>
      english[name].message.replaceAll(/\$\w+\$/g, () => substitutes[0] ?? ''),
  },
  declarativeNetRequest: {
    getSessionRules: async () => structuredClone(world.rules),
    updateSessionRules: async (change: { removeRuleIds: number[]; addRules: Rule[] }) => {
      effect();
      world.ruleUpdates++;
      const left = world.rules.filter(({ id }) => !change.removeRuleIds.includes(id));
      const all = [...left, ...structuredClone(change.addRules)];
      if (new Set(all.map(({ id }) => id)).size !== all.length) throw new Error('duplicate id');
      world.rules = all;
    },
  },
  permissions: {
    contains: async ({ origins }: { origins: string[] }) =>
      origins.every((origin) => world.granted.has(origin)),
  },
  tabs: {
    get: async (id: number) => {
      if (!world.tabs.has(id)) throw new Error(`No tab with id: ${id}.`);
      return { id, url: world.tabs.get(id), title: 'A page' };
    },
  },
  scripting: {
    executeScript: async () => {
      throw new Error('Cannot access contents of the page.');
    },
  },
  webRequest: { onHeadersReceived: listeners(), onErrorOccurred: listeners() },
  action: {
    setIcon: async ({ tabId, path }: Partial<OnTab> & { path: Record<string, string> }) => {
      const [, state = ''] = /icon\/([a-z-]+)-16\.png$/.exec(path[16] ?? '') ?? [];
      world.icons.set(tabId ?? EVERY_TAB, state);
    },
    setBadgeText: async ({ tabId, text }: Partial<OnTab> & { text: string | null }) => {
      world.badges.set(tabId ?? EVERY_TAB, text ?? '');
    },
    setBadgeBackgroundColor: async () => undefined,
    setTitle: async ({ tabId, title }: Partial<OnTab> & { title: string }) => {
      world.titles.set(tabId ?? EVERY_TAB, title);
    },
  },
  alarms: {
    create: (name: string, info: { when?: number; periodInMinutes?: number }) => {
      effect();
      world.alarms.set(name, info);
    },
    get: async (name: string) => (world.alarms.has(name) ? { name } : undefined),
    clear: async (name: string) => {
      effect();
      return world.alarms.delete(name);
    },
  },
};
