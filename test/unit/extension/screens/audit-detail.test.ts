import { beforeAll, expect, test } from 'vitest';
import { detailTexts } from '../../../../extension/screens/audit/detail.ts';
import { loadFullTabWords } from '../../../../extension/words/full-tab-words.ts';

beforeAll(() => loadFullTabWords('en'));

test.each([
  [{ expiresAt: null }, 'Expires', 'never'],
  [{ scopes: [] }, 'Permissions', 'nothing'],
  [{ scopes: ['tasks:read', 'tasks:create'] }, 'Permissions', 'tasks:read, tasks:create'],
  [{ requireExpiry: { from: false, to: true } }, 'Every new key needs an expiry', 'no → yes'],
  [{ name: { from: 'Old', to: 'New' } }, 'Name', 'Old → New'],
])('%j is said in words', (detail, name, text) => {
  expect(detailTexts(detail)).toEqual([{ name, text }]);
});
