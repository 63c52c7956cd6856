import { expect, test } from 'vitest';
import { decide } from '../../../server/check/decide.ts';
import { verifyAnswer } from '../../../server/check/verify-answer.ts';
import { verifyAnswer as schema } from '../../../shared/contract/check.ts';
import { type SubjectWish, subject } from '../../support/subject.ts';

const NAME = 'Zoë 👩🏽‍🚀 \u2028"\\\u0001';
const LATER = Date.parse('2030-01-01T00:00:00.000Z');

function answer(of: ReturnType<typeof subject> | undefined, asked: string[] = []) {
  const { text, length } = verifyAnswer({ decision: decide(of, asked, 1), subject: of });
  expect(length).toBe(Buffer.byteLength(text));
  const body = JSON.parse(text);
  expect(schema.parse(body)).toEqual(body);
  return body;
}

const named: SubjectWish = {
  key: { name: NAME, expiresAt: LATER, scopes: ['tasks:*', '*:read'] },
  owner: { name: NAME },
  role: { name: NAME },
};

test('whatever people are called, it is JSON of the right length', () => {
  const about = {
    keyId: 'key_1',
    name: NAME,
    orgId: 'org_1',
    ownerId: 'mem_1',
    ownerName: NAME,
    role: NAME,
    scopes: ['*:read', 'tasks:*'],
    expiresAt: '2030-01-01T00:00:00.000Z',
  };
  const of = subject(named);
  const yes = { valid: true, code: 'valid', ...about, missingScopes: [] };
  expect(answer(of)).toEqual(yes);
  expect(answer(of, ['files:delete'])).toEqual({
    ...yes,
    valid: false,
    code: 'insufficient_scope',
    missingScopes: ['files:delete'],
  });
  expect(answer(of)).toEqual(yes);
});

test.each<[string, SubjectWish, object]>([
  ['the key', { key: { name: 'Renamed' } }, { name: 'Renamed' }],
  ['its owner', { owner: { name: 'Eve' } }, { ownerName: 'Eve' }],
  ['its role', { role: { permissions: ['*:read'], name: 'reader' } }, { role: 'reader' }],
])('what was answered before does not stay when %s has changed', (_what, changed, expected) => {
  const before = subject(named);
  answer(before);
  const changedRows = subject({ ...named, ...changed });
  const after = {
    ...before,
    ...(changed.key && { key: changedRows.key }),
    ...(changed.owner && { owner: changedRows.owner }),
    ...(changed.role && { role: changedRows.role }),
  };
  expect(answer(after)).toMatchObject(expected);
});

test('of a key that is not there, nothing', () => {
  expect(answer(undefined)).toMatchObject({ valid: false, code: 'not_found', keyId: null });
});
