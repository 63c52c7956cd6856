/** Keyturn as a side: its process, and the two ways to ask whether a key may do something. */
import { KEYTURN_MAIN } from './build.ts';
import type { Side } from './rounds.ts';
import { launch, type ServerProcess } from './server-process.ts';
import type { World } from './world.ts';

export const SCOPE = 'tasks:read';

export function launchKeyturn(world: World, profileTo?: string): Promise<ServerProcess> {
  return launch({ script: KEYTURN_MAIN, environment: world.environment, profileTo });
}

type Asking = Side['load'];

export function verifying({ verifierSecret, secrets }: World): Asking {
  return {
    method: 'POST',
    path: '/v1/verify',
    headers: { Authorization: `Bearer ${verifierSecret}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ key: '{secret}', scopes: [SCOPE] }),
    secrets,
  };
}

export function authorizing({ orgId, secrets }: World): Asking {
  return {
    method: 'GET',
    path: `/v1/orgs/${orgId}/authorize?scope=${SCOPE}`,
    headers: { Authorization: 'Bearer {secret}' },
    secrets,
  };
}

/** The code that `/v1/verify` gives for a secret. */
export async function checkCode(url: string, world: World, secret: string): Promise<string> {
  const { method, path, headers } = verifying(world);
  const response = await fetch(url + path, {
    method,
    headers,
    body: JSON.stringify({ key: secret, scopes: [SCOPE] }),
  });
  return ((await response.json()) as { code: string }).code;
}

/** Throws unless both ways say yes to a key: a refusal would be fast, too. */
export async function assertAllows(url: string, world: World): Promise<void> {
  const code = await checkCode(url, world, world.someSecret);
  if (code !== 'valid') throw new Error(`/v1/verify says ${code}.`);
  const { path } = authorizing(world);
  const { status } = await fetch(url + path, {
    headers: { Authorization: `Bearer ${world.someSecret}` },
  });
  if (status !== 200) throw new Error(`authorize says ${status}.`);
}

function asAdmin({ adminToken }: World): Record<string, string> {
  return { Authorization: `Bearer ${adminToken}`, 'Content-Type': 'application/json' };
}

/** Makes a key, durably. */
export function creating(world: World): Asking {
  return {
    method: 'POST',
    path: `/v1/orgs/${world.orgId}/keys`,
    headers: asAdmin(world),
    body: JSON.stringify({ name: 'Nightly report', scopes: [SCOPE, 'tasks:create'] }),
  };
}

/** Changes a key, durably, and leaves the number of keys as it is. */
export function renaming(world: World): Asking {
  return {
    method: 'PATCH',
    path: `/v1/orgs/${world.orgId}/keys/${world.someKeyId}`,
    headers: asAdmin(world),
    body: JSON.stringify({ name: 'Weekly report' }),
  };
}

export function reading(world: World, path: string): Asking {
  return { method: 'GET', path, headers: asAdmin(world) };
}
