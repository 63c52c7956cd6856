import { afterEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../../extension/background/session/api.ts';
import { ADDRESS, aKey } from './support/builders.ts';
import { problem, serve } from './support/fake-server.ts';

const caller = { address: ADDRESS, token: 'kts_token' };
const params = { org: 'org_1', id: 'key_1' };

afterEach(() => vi.unstubAllGlobals());

describe('a call to the server', () => {
  it('sends method, path, query, body and token, and nothing else of the person', async () => {
    const log = serve(() => ({ status: 200, body: { items: [], nextCursor: null } }));
    await call(caller, 'listKeys', { params: { org: 'org/1' }, query: { limit: 200, q: 'a b' } });
    expect(log[0]).toMatchObject({
      url: `${ADDRESS}/v1/orgs/org%2F1/keys?limit=200&q=a+b`,
      method: 'GET',
      init: {
        headers: { Authorization: 'Bearer kts_token' },
        credentials: 'omit',
        cache: 'no-store',
        redirect: 'error',
        referrerPolicy: 'no-referrer',
        body: null,
      },
    });
  });

  it('gives the answer', async () => {
    const log = serve(() => ({ status: 200, body: aKey({ name: 'New' }) }));
    const key = await call(caller, 'renameKey', { params, body: { name: 'New' } });
    expect(key.name).toBe('New');
    expect(log[0]).toMatchObject({ method: 'PATCH', body: { name: 'New' } });
  });

  it('gives nothing for 204', async () => {
    serve(() => ({ status: 204 }));
    expect(await call(caller, 'deleteKey', { params })).toBeUndefined();
  });

  it('sends no token where there is none', async () => {
    const log = serve(() => ({ status: 200, body: {} }));
    await call({ address: ADDRESS }, 'getServer');
    expect(log[0]?.init.headers).toEqual({ Accept: 'application/json' });
  });

  it('hands the problem answer on', async () => {
    const errors = [{ path: 'name', message: 'must not be empty' }];
    const answer = problem(422, 'invalid_input');
    serve(() => ({ ...answer, body: { ...answer.body, errors } }));
    await expect(call(caller, 'getKey', { params })).rejects.toMatchObject({
      failure: {
        kind: 'refused',
        code: 'invalid_input',
        title: 'invalid_input',
        detail: 'about invalid_input',
        errors,
        retryAfter: null,
      },
    });
  });

  it('says when to try again', async () => {
    serve(() => ({ ...problem(429, 'rate_limited'), headers: { 'Retry-After': '30' } }));
    await expect(call(caller, 'getMe')).rejects.toMatchObject({
      failure: { kind: 'refused', code: 'rate_limited', retryAfter: 30 },
    });
  });

  it.each(['credentials_invalid', 'credentials_missing'])('%s means signed out', async (code) => {
    serve(() => problem(401, code));
    await expect(call(caller, 'getMe')).rejects.toMatchObject({ failure: { kind: 'signed-out' } });
  });

  it('a wrong password is a refusal, not the end of a session', async () => {
    serve(() => problem(401, 'credentials_wrong'));
    const body = { email: 'a@example.com', password: 'x' };
    await expect(call(caller, 'createSession', { body })).rejects.toMatchObject({
      failure: { kind: 'refused', code: 'credentials_wrong' },
    });
  });

  it('an error without a problem body is named by its status', async () => {
    serve(() => ({ status: 502 }));
    await expect(call(caller, 'getMe')).rejects.toMatchObject({
      failure: { kind: 'refused', code: 'http_502', errors: [] },
    });
  });

  it('silence names the address', async () => {
    serve(() => 'no-answer');
    await expect(call(caller, 'getMe')).rejects.toMatchObject({
      failure: { kind: 'no-answer', address: ADDRESS },
    });
  });

  it('a success that is not JSON is not Keyturn', async () => {
    serve(() => ({ status: 200 }));
    await expect(call(caller, 'getMe')).rejects.toMatchObject({ failure: { kind: 'not-keyturn' } });
  });
});
