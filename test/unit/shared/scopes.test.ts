import { describe, expect, it } from 'vitest';
import {
  coveredBy,
  covers,
  intersectScopes,
  isConcreteScope,
  isReserved,
  isScope,
  isWildcard,
  missingScopes,
  RESERVED_SCOPES,
} from '../../../shared/scopes.ts';

const VERIFY = 'keyturn.keys:verify';

describe('what a scope looks like', () => {
  it.each([
    // text, concrete, wildcard, may stand on a key
    ['tasks:read', true, false, true],
    ['a:b', true, false, true],
    ['time-entries.v2:bulk_read', true, false, true],
    ['0:1', true, false, true],
    [VERIFY, true, false, true],
    ['*', false, true, true],
    ['tasks:*', false, true, true],
    ['*:read', false, true, true],
    ['keyturn.keys:*', false, true, false],
    ['keyturn.*:verify', false, false, false],
    ['*:*', false, false, false],
    ['tasks', false, false, false],
    ['tasks:', false, false, false],
    [':read', false, false, false],
    ['', false, false, false],
    ['Tasks:read', false, false, false],
    ['tasks:Read', false, false, false],
    ['tasks:read:all', false, false, false],
    ['tasks:re*', false, false, false],
    ['ta*:read', false, false, false],
    ['**', false, false, false],
    [' tasks:read', false, false, false],
    ['tasks:read\n', false, false, false],
    ['-tasks:read', false, false, false],
    ['tâsks:read', false, false, false],
    [`${'a'.repeat(95)}:read`, true, false, true],
    [`${'a'.repeat(96)}:read`, false, false, false],
    [`${'a'.repeat(98)}:*`, false, true, true],
    [`${'a'.repeat(99)}:*`, false, false, false],
  ])('%j', (text, concrete, wildcard, standing) => {
    expect({
      concrete: isConcreteScope(text),
      wildcard: isWildcard(text),
      standing: isScope(text),
    }).toEqual({ concrete, wildcard, standing });
  });

  it('is reserved from keyturn. on', () => {
    expect(isReserved(VERIFY)).toBe(true);
    expect(isReserved('keyturn:read')).toBe(false);
    expect(isReserved('keyturns.keys:read')).toBe(false);
  });

  it('holds for every reserved scope of the table', () => {
    for (const scope of Object.keys(RESERVED_SCOPES)) {
      expect(isConcreteScope(scope) && isReserved(scope), scope).toBe(true);
    }
  });
});

describe('covers', () => {
  const wanted = ['tasks:read', 'tasks:update', 'notes:read', 'tasks:*', '*:read', '*', VERIFY];

  it.each([
    ['*', ['tasks:read', 'tasks:update', 'notes:read', 'tasks:*', '*:read', '*']],
    ['tasks:*', ['tasks:read', 'tasks:update', 'tasks:*']],
    ['notes:*', ['notes:read']],
    ['*:read', ['tasks:read', 'notes:read', '*:read']],
    ['*:update', ['tasks:update']],
    ['tasks:read', ['tasks:read']],
    ['tasks:update', ['tasks:update']],
    ['task:*', []],
    ['asks:*', []],
    ['*:rea', []],
    ['*:ead', []],
    ['*:verify', []],
    // Refused wherever scopes are taken in; should one ever stand in a store, it opens nothing.
    ['keyturn.keys:*', []],
    [VERIFY, [VERIFY]],
    ['keyturn.keys:verify2', []],
  ])('%s', (granted, reached) => {
    expect(wanted.filter((scope) => covers(granted, scope))).toEqual(reached);
  });

  it('does not take a shared beginning or end for a match', () => {
    expect(covers('tasks:*', 'tasks2:read')).toBe(false);
    expect(covers('tasks2:*', 'tasks:read')).toBe(false);
    expect(covers('*:read', 'tasks:bread')).toBe(false);
    expect(covers('*:bread', 'tasks:read')).toBe(false);
    expect(covers('tasks:read', 'tasks:read2')).toBe(false);
  });
});

describe('coveredBy and missingScopes', () => {
  it('one of several is enough', () => {
    expect(coveredBy('tasks:read', ['notes:*', '*:read'])).toBe(true);
    expect(coveredBy('tasks:update', ['notes:*', '*:read'])).toBe(false);
    expect(coveredBy('tasks:read', [])).toBe(false);
  });

  it.each([
    [[], [], []],
    [['tasks:read'], [], ['tasks:read']],
    [[], ['*'], []],
    [['tasks:read', VERIFY], ['*', '*:verify', '*:read'], [VERIFY]],
    [['notes:update', 'tasks:read', 'notes:create'], ['*:read'], ['notes:update', 'notes:create']],
    [['tasks:*', 'tasks:read'], ['tasks:read', 'tasks:update'], ['tasks:*']],
    [[VERIFY], [VERIFY], []],
  ])('of %j, %j lacks %j', (wanted, granted, missing) => {
    expect(missingScopes(wanted, granted)).toEqual(missing);
  });
});

describe('intersectScopes', () => {
  const table: [left: string[], right: string[], both: string[]][] = [
    [[], ['*'], []],
    [['*'], ['*'], ['*']],
    [['*'], ['*:read'], ['*:read']],
    [['*'], ['tasks:*'], ['tasks:*']],
    [['*'], ['tasks:read'], ['tasks:read']],
    [['tasks:*'], ['*:read'], ['tasks:read']],
    [['tasks:*'], ['tasks:*'], ['tasks:*']],
    [['tasks:*'], ['notes:*'], []],
    [['*:read'], ['*:update'], []],
    [['*:read'], ['*:read'], ['*:read']],
    [['tasks:*'], ['tasks:read', 'tasks:update'], ['tasks:read', 'tasks:update']],
    [['*:read'], ['tasks:read', 'tasks:update'], ['tasks:read']],
    [['tasks:read'], ['tasks:update'], []],
    [['tasks:read', 'notes:read'], ['*:read'], ['notes:read', 'tasks:read']],
    [['tasks:*', 'tasks:read'], ['*'], ['tasks:*']],
    [
      ['tasks:*', '*:read'],
      ['tasks:*', '*:read'],
      ['*:read', 'tasks:*'],
    ],
    [['tasks:*', 'notes:*'], ['*:read', '*:create'], sorted('tasks', 'notes')],
    // Reserved scopes: by name on both sides or not at all.
    [['*'], [VERIFY], []],
    [['*:verify'], [VERIFY], []],
    [['keyturn.keys:*'], [VERIFY], []],
    [['keyturn.keys:*'], ['*:verify'], []],
    [['keyturn.keys:*'], ['*'], []],
    [[VERIFY], [VERIFY], [VERIFY]],
    [
      ['*', VERIFY],
      ['*', VERIFY],
      ['*', VERIFY],
    ],
    [['*', VERIFY], ['*'], ['*']],
  ];

  it.each(table)('%j ∩ %j', (left, right, both) => {
    expect(intersectScopes(left, right)).toEqual(both);
    expect(intersectScopes(right, left)).toEqual(both);
  });

  function sorted(...resources: string[]): string[] {
    return resources.flatMap((one) => [`${one}:create`, `${one}:read`]).sort();
  }

  it('reaches exactly what both sides reach', () => {
    const scopes = ['*', 'tasks:*', 'notes:*', '*:read', '*:update', 'tasks:read', VERIFY];
    const concrete = ['tasks:read', 'tasks:update', 'notes:read', 'notes:delete', VERIFY];
    const lists = subsets(scopes);
    for (const left of lists) {
      for (const right of lists) {
        const both = intersectScopes(left, right);
        for (const scope of concrete) {
          const wanted = coveredBy(scope, left) && coveredBy(scope, right);
          if (coveredBy(scope, both) !== wanted) expect({ left, right, both, scope }).toBe(wanted);
        }
      }
    }
    expect(lists).toHaveLength(128);
  });

  function subsets(items: string[]): string[][] {
    return Array.from({ length: 2 ** items.length }, (_, bits) =>
      items.filter((_, at) => bits & (1 << at)),
    );
  }
});
