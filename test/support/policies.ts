/** An org's policy, the keys that wait for an approval, and what the record says of a key. */
import type { AuditEntry } from '../../shared/contract/audit.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { Key } from '../../shared/contract/keys.ts';
import type { Policy } from '../../shared/contract/orgs.ts';
import type { Answer } from './http.ts';
import type { KeyWish } from './keys.ts';
import type { TestPerson } from './people.ts';
import type { TestServer } from './server.ts';

type Asked = Pick<TestServer, 'request'>;
type Someone = Pick<TestPerson, 'orgId' | 'token'>;

/** Changes those fields of the org's policy. */
export async function setPolicy(
  { request }: Asked,
  { orgId, token }: Someone,
  policy: Partial<Policy>,
): Promise<void> {
  const { status, body } = await request('PATCH', `/v1/orgs/${orgId}`, { token, body: { policy } });
  if (status !== 200) throw new Error(`Expected 200, got ${status}: ${JSON.stringify(body)}`);
}

export type AnyAnswer = Answer<Problem & { key: Key; secret?: string }>;

/** Asks for a key, whatever comes of it. */
export function askForKey(
  { request }: Asked,
  { orgId, token }: Someone,
  { name = 'Nightly report', scopes = ['tasks:read'], ...rest }: KeyWish = {},
): Promise<AnyAnswer> {
  return request('POST', `/v1/orgs/${orgId}/keys`, { token, body: { name, scopes, ...rest } });
}

/** A key that now waits for an admin. */
export async function requestKey(server: Asked, someone: Someone, wish?: KeyWish): Promise<Key> {
  const { status, body } = await askForKey(server, someone, wish);
  if (status !== 202) throw new Error(`Expected 202, got ${status}: ${JSON.stringify(body)}`);
  return body.key;
}

/** A step of a key's approval: `step('approve', key.id)`. */
export function approvalAs({ request }: Asked, { orgId, token }: Someone) {
  return <B = Omit<Key & Problem, 'status'>>(
    what: 'approve' | 'deny' | 'collect',
    keyId: string,
    body?: unknown,
  ): Promise<Answer<B>> =>
    request<B>('POST', `/v1/orgs/${orgId}/keys/${keyId}/${what}`, { token, body });
}

export type Collected = Problem & { key: Key; secret: string };

/** What the record says about one thing, the oldest first. */
export async function recordOf(
  { request }: Asked,
  { orgId, token }: Someone,
  target: string,
): Promise<AuditEntry[]> {
  const { status, body } = await request<{ items: AuditEntry[] }>(
    'GET',
    `/v1/orgs/${orgId}/audit?target=${target}`,
    { token },
  );
  if (status !== 200) throw new Error(`Expected 200, got ${status}: ${JSON.stringify(body)}`);
  return body.items.reverse();
}
