import { expect, test } from 'vitest';
import { Database } from '../../../../server/store/json/database.ts';
import { SharedLists } from '../../../../server/store/json/lean.ts';
import { keyRow, memberRow, orgRow, roleRow } from '../../../support/rows.ts';

function world() {
  const database = new Database();
  const org = orgRow();
  const role = roleRow(org);
  const owner = memberRow(role);
  database.put('orgs', org);
  database.put('roles', role);
  database.put('members', owner);
  return { database, owner };
}

test('a key keeps every value, whether or not what it names is there', () => {
  const { database, owner } = world();
  const key = keyRow(owner, {
    expiresAt: 1,
    lastUsedAt: 2,
    disabledBy: 'admin',
    revokedAt: 3,
    revokedBy: 'mem_gone',
    revokeReason: 'grace',
    revokeNote: 'note',
    personal: true,
    approval: 'approved',
    decidedBy: owner.id,
    decidedAt: 4,
  });
  database.put('keys', key);
  expect(database.get('keys', key.id)).toEqual(key);
  expect(database.get('keys', key.id)).not.toBe(key);
  expect(database.byUnique('keys', 'hash', key.hash)).toBe(database.get('keys', key.id));
});

test('keys share their scopes where they are the same, and nobody can change them', () => {
  const { database, owner } = world();
  const scopes = ['tasks:read', 'tasks:create'];
  for (const id of ['key_1', 'key_2']) {
    database.put('keys', keyRow(owner, { id, scopes: [...scopes] }));
  }
  const shared = database.get('keys', 'key_1')?.scopes as string[];
  expect(database.get('keys', 'key_2')?.scopes).toBe(shared);
  expect(() => shared.push('*')).toThrow(TypeError);
  expect(shared).toEqual(scopes);
});

test('lists are shared only where every element is the same', () => {
  const lists = new SharedLists();
  const all = [['a b'], ['a', 'b'], ['b', 'a'], ['a'], [], [''], ['a', 'b c'], ['a b', 'c']];
  for (const list of [...all, ...all]) expect(lists.shared([...list])).toEqual(list);
});

test('too many different lists are not held on to', () => {
  const lists = new SharedLists();
  const first = lists.shared(['first']);
  expect(lists.shared(['first'])).toBe(first);
  for (let n = 0; n < 10_000; n++) lists.shared([`scope:${n}`]);
  expect(lists.shared(['first'])).not.toBe(first);
});

test('of uses of a key only the time changes', () => {
  const { database, owner } = world();
  const key = keyRow(owner);
  database.put('keys', key);
  const undo = database.apply([['touched', [[key.id, 5]]]]);
  expect(database.get('keys', key.id)).toEqual({ ...key, lastUsedAt: 5 });
  database.apply(undo);
  expect(database.get('keys', key.id)).toEqual(key);
});

test('a key that is put after uses of it has the time that it was put with, and so back', () => {
  const { database, owner } = world();
  const key = keyRow(owner);
  database.put('keys', key);
  database.apply([['touched', [[key.id, 5]]]]);
  const used = { ...key, lastUsedAt: 5 };
  const renamed = { ...used, name: 'Renamed' };
  const everywhere = () => [
    database.get('keys', key.id),
    database.byUnique('keys', 'hash', key.hash as string),
    ...database.values('keys'),
    ...database.referring('keys', 'ownerId', owner.id),
    database.below('keys', 'orgId', key.orgId, null),
  ];
  const undo = database.apply([['keys', renamed]]);
  expect(everywhere()).toEqual(Array.from({ length: 5 }, () => renamed));
  database.apply([['keys', { ...renamed, lastUsedAt: 7 }]]);
  expect(database.get('keys', key.id)?.lastUsedAt).toBe(7);
  database.apply(undo);
  expect(everywhere()).toEqual(Array.from({ length: 5 }, () => used));
  const back = database.apply([['keys', key.id]]);
  expect(database.has('keys', key.id)).toBe(false);
  database.put('keys', key);
  expect(database.get('keys', key.id)).toEqual(key);
  database.apply(back);
  expect(database.get('keys', key.id)).toEqual(used);
});
