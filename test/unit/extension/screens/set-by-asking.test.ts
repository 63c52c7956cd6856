import { beforeEach, expect, it, vi } from 'vitest';

vi.mock('../../../../extension/browser.ts', () => import('../support/fake-browser.ts'));
vi.mock('../../../../extension/send.ts', () => ({
  send: async (name: string) => {
    sent.push(name);
    return answers[name];
  },
}));

import { byUsing, setOnTabByAsking } from '../../../../extension/screens/set-on-tab.ts';

const REQUEST = {
  tabId: 7,
  keyId: 'key_1',
  pageOrigin: 'https://docs.test',
  apiOrigins: ['https://api.test'],
  header: { kind: 'bearer' as const },
};
const SET = { ok: true, value: { tabId: 7 } };
const MISSING = {
  ok: false,
  failure: { kind: 'permission-missing', origins: ['https://api.test/*'] },
};

let sent: string[];
let answers: Record<string, unknown>;

beforeEach(() => {
  sent = [];
  answers = { 'full-tab.ask': { ok: true, value: undefined } };
});

it('opens no tab where the browser allows it already', async () => {
  answers['tab.use'] = SET;
  expect(await setOnTabByAsking(REQUEST, byUsing(REQUEST))).toEqual(SET);
  expect(sent).toEqual(['tab.use']);
});

it('opens a tab that asks, after what waits is known', async () => {
  answers['tab.use'] = MISSING;
  expect(await setOnTabByAsking(REQUEST, byUsing(REQUEST))).toEqual(MISSING);
  expect(sent).toEqual(['tab.use', 'full-tab.ask']);
});

it('passes on any other failure', async () => {
  answers['tab.use'] = { ok: false, failure: { kind: 'tab-gone' } };
  expect(await setOnTabByAsking(REQUEST, byUsing(REQUEST))).toEqual(answers['tab.use']);
  expect(sent).toEqual(['tab.use']);
});
