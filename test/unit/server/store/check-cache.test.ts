import { describe, expect, test } from 'vitest';
import {
  CheckCache,
  type Drop,
  type Found,
} from '../../../../server/store/postgres/check-cache.ts';

const HASH = 'hash-1';

function subject(name = 'Nightly report', orgName = 'Harbour Lane'): NonNullable<Found> {
  return {
    key: { id: 'key_1', hash: HASH, name },
    owner: { id: 'mem_1' },
    role: { id: 'rol_1' },
    org: { id: 'org_1', name: orgName },
  } as NonNullable<Found>;
}

/** A question whose answer comes when the test says so. */
function question(cache: CheckCache, hash = HASH) {
  let answer: (found: Found) => void = () => undefined;
  const result = cache.fill(
    hash,
    () =>
      new Promise<Found>((resolve) => {
        answer = resolve;
      }),
  );
  return {
    result,
    answer(found: Found) {
      answer(found);
      return result;
    },
  };
}

const DROPS: [string, Drop][] = [
  ['the key', { table: 'keys', id: 'key_1', hash: HASH }],
  ['the key, by its id alone', { table: 'keys', id: 'key_1' }],
  ['its owner', { table: 'members', id: 'mem_1' }],
  ["its owner's role", { table: 'roles', id: 'rol_1' }],
  ['its org', { table: 'orgs', id: 'org_1' }],
];

describe('a drop', () => {
  test.each(DROPS)('of %s forgets the answer', async (_what, drop) => {
    const cache = new CheckCache();
    await cache.fill(HASH, async () => subject());
    expect(cache.get(HASH)?.found).toEqual(subject());
    cache.drop(drop);
    expect(cache.get(HASH)).toBeUndefined();
    expect(cache.size).toBe(0);
  });

  test.each(DROPS)(
    'of %s keeps a question that was asked before it from being kept',
    async (_what, drop) => {
      const cache = new CheckCache();
      const early = question(cache);
      cache.drop(drop);
      expect(cache.underWay(HASH)).toBeUndefined();
      expect(await early.answer(subject())).toEqual(subject());
      expect(cache.get(HASH)).toBeUndefined();
    },
  );

  test.each(DROPS)('of %s lets one that was asked after it be kept', async (_what, drop) => {
    const cache = new CheckCache();
    const early = question(cache);
    cache.drop(drop);
    const late = question(cache);
    await late.answer(subject('New name'));
    await early.answer(subject('Old name'));
    expect(cache.get(HASH)?.found?.key.name).toBe('New name');
  });

  test('of something else leaves the answer', async () => {
    const cache = new CheckCache();
    await cache.fill(HASH, async () => subject());
    cache.drop({ table: 'keys', id: 'key_2', hash: 'hash-2' });
    cache.drop({ table: 'members', id: 'key_1' });
    cache.drop({ table: 'orgs', id: 'org_2' });
    expect(cache.get(HASH)?.found).toEqual(subject());
  });
});

test('a key made while its hash was asked for is not believed unknown', async () => {
  const cache = new CheckCache();
  const early = question(cache);
  cache.drop({ table: 'keys', id: 'key_1', hash: HASH });
  await early.answer(undefined);
  expect(cache.get(HASH)).toBeUndefined();
});

test('an unknown hash is remembered, until its key is made', async () => {
  const cache = new CheckCache();
  await cache.fill(HASH, async () => undefined);
  expect(cache.get(HASH)).toMatchObject({ found: undefined });
  cache.drop({ table: 'keys', id: 'key_1', hash: HASH });
  expect(cache.get(HASH)).toBeUndefined();
});

test('emptying it reaches the questions under way', async () => {
  const cache = new CheckCache();
  await cache.fill('other', async () => undefined);
  const early = question(cache);
  cache.clear();
  await early.answer(subject());
  expect(cache.get(HASH)).toBeUndefined();
  expect(cache.get('other')).toBeUndefined();
});

test('the answer that was asked for last counts, whichever comes last', async () => {
  const cache = new CheckCache();
  const first = question(cache);
  await new Promise((resolve) => setImmediate(resolve));
  const second = question(cache);
  await second.answer(subject('New name'));
  await first.answer(subject('Old name'));
  expect(cache.get(HASH)?.found?.key.name).toBe('New name');
});

test('a newer row seen by one key forgets what other keys knew of it', async () => {
  const cache = new CheckCache();
  await cache.fill(HASH, async () => subject());
  const other = { ...subject('Other', 'New name'), key: { ...subject().key, id: 'key_2' } };
  await cache.fill('hash-2', async () => other);
  expect(cache.get(HASH)).toBeUndefined();
  expect(cache.get('hash-2')?.found?.org.name).toBe('New name');
});

test('what is handed out cannot be changed', async () => {
  const cache = new CheckCache();
  await cache.fill(HASH, async () => subject());
  const found = cache.get(HASH)?.found as NonNullable<Found>;
  expect(() => {
    found.key.name = 'Other';
  }).toThrow(TypeError);
  expect(() => {
    found.org = { ...found.org };
  }).toThrow(TypeError);
});

test('questions that fail leave nothing behind', async () => {
  const cache = new CheckCache();
  await expect(cache.fill(HASH, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
  expect(cache.underWay(HASH)).toBeUndefined();
  expect(cache.get(HASH)).toBeUndefined();
});
