import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { probe } from '../../../extension/background/session/probe.ts';
import { ADDRESS, SERVER_INFO } from './support/builders.ts';
import { problem, serve } from './support/fake-server.ts';

afterEach(() => vi.unstubAllGlobals());

describe('looking at an address', () => {
  it('finds the server', async () => {
    const log = serve(() => ({ status: 200, body: SERVER_INFO }));
    expect(await probe('127.0.0.1:4777')).toEqual({ address: ADDRESS, info: SERVER_INFO });
    expect(log.map(({ url }) => url)).toEqual([`${ADDRESS}/v1/server`]);
  });

  it('asks nobody about what cannot be an address', async () => {
    const log = serve(() => ({ status: 200, body: SERVER_INFO }));
    await expect(probe('ftp://x')).rejects.toMatchObject({ failure: { kind: 'bad-address' } });
    expect(log).toEqual([]);
  });

  it.each([
    [{ ...SERVER_INFO, apiVersion: 0 }, 'too-old'],
    [{ ...SERVER_INFO, apiVersion: 2 }, 'too-new'],
    [{ ...SERVER_INFO, name: 'Other' }, 'not-keyturn'],
    [{ ...SERVER_INFO, apiVersion: '1' }, 'not-keyturn'],
    [{ name: 'Keyturn' }, 'not-keyturn'],
    ['Keyturn', 'not-keyturn'],
    [null, 'not-keyturn'],
  ])('%j is %s', async (body, kind) => {
    serve(() => ({ status: 200, body }));
    await expect(probe('127.0.0.1:4777')).rejects.toMatchObject({ failure: { kind } });
  });

  it('an error answer is not Keyturn', async () => {
    serve(() => problem(404, 'not_found'));
    await expect(probe('127.0.0.1:4777')).rejects.toMatchObject({
      failure: { kind: 'not-keyturn' },
    });
  });

  it('an answer that the browser hides for want of CORS is not Keyturn', async () => {
    serve(({ init }) => (init.mode === 'no-cors' ? { status: 200 } : 'no-answer'));
    await expect(probe('127.0.0.1:4777')).rejects.toMatchObject({
      failure: { kind: 'not-keyturn' },
    });
  });

  it('silence over https may be a certificate that the browser refuses', async () => {
    serve(() => 'no-answer');
    await expect(probe('keys.example.com')).rejects.toMatchObject({
      failure: { kind: 'no-secure-answer', address: 'https://keys.example.com' },
    });
  });

  it.each([
    ['an hour ahead', 3_600_000, 3_600_000],
    ['an hour behind', -3_600_000, -3_600_000],
    ['a minute ahead', 60_000, undefined],
  ])('a server whose clock is %s', async (_, off, said) => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T09:00:00Z') });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const headers = { Date: new Date(Date.now() + off).toUTCString() };
    serve(() => ({ status: 200, body: SERVER_INFO, headers }));
    expect((await probe('127.0.0.1:4777')).clockOff).toBe(said);
  });

  it('silence is silence', async () => {
    serve(() => 'no-answer');
    await expect(probe('127.0.0.1:4777')).rejects.toMatchObject({
      failure: { kind: 'no-answer', address: ADDRESS },
    });
  });
});
