import type { Key } from '../../../../shared/contract/keys.ts';
import type { Me } from '../../../../shared/contract/people.ts';
import { aKey, aMembership, aSecret, SERVER_INFO } from './builders.ts';
import { alive, effect } from './fake-browser.ts';
import { type Asked, problem, serve } from './fake-server.ts';

export interface KeyServer {
  /** As the server has them, in the order of their making. */
  keys: Map<string, Key>;
  /** How many sessions it knows of. */
  sessions: number;
}

/** A server that keeps keys; each change there is an effect of the worker's. */
export function serveKeys(): KeyServer {
  const server: KeyServer = { keys: new Map(), sessions: 1 };
  serve((asked) => {
    if (asked.method === 'GET') alive();
    else effect();
    return answer(server, asked);
  });
  return server;
}

function answer(server: KeyServer, { method, path, body }: Asked) {
  const [, id = '', verb] = /\/keys\/(key_\w+)(?:\/(\w+))?$/.exec(path) ?? [];
  const key = server.keys.get(id);
  if (path === '/v1/server') return { status: 200, body: SERVER_INFO };
  if (path === '/v1/me') return { status: 200, body: ME };
  if (path === '/v1/sessions') {
    server.sessions++;
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    return { status: 201, body: { token: 'kts_new', expiresAt, ...ME } };
  }
  if (path === '/v1/sessions/current') {
    server.sessions--;
    return { status: 204 };
  }
  if (path.endsWith('/keys') && method === 'POST') return made(server, body as Partial<Key>);
  if (path.includes('/keys?')) {
    const wanted = new URLSearchParams(path.split('?')[1]).get('q') ?? '';
    const items = [...server.keys.values()].filter(
      ({ name, status }) => status !== 'revoked' && name.includes(wanted),
    );
    return { status: 200, body: { items, nextCursor: null } };
  }
  if (!key) return problem(404, 'not_found');
  if (method === 'DELETE') {
    server.keys.delete(id);
    return { status: 204 };
  }
  if (verb === 'regenerate') {
    server.keys.set(id, { ...key, status: 'revoked' });
    return made(server, key);
  }
  if (verb === 'collect') return { status: 200, body: { key, secret: aSecret() } };
  if (verb === 'revoke') server.keys.set(id, { ...key, status: 'revoked' });
  return { status: 200, body: server.keys.get(id) };
}

function made(server: KeyServer, { name = '' }: Partial<Key>) {
  const key = aKey({ id: `key_${server.keys.size + 1}`, name });
  server.keys.set(key.id, key);
  return { status: 201, body: { key, secret: aSecret() } };
}

const ME: Me = {
  user: { id: 'usr_1', name: 'Ann', email: 'ann@example.com' },
  memberships: [aMembership('org_1'), aMembership('org_2')],
};
