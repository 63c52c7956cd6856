import { describe, expect, test } from 'vitest';
import { targetUrl } from '../../../../server/domain/webhooks/target.ts';
import { createTargets } from '../../../../server/webhooks/targets.ts';

describe('the URL', () => {
  test.each([
    ['https://example.com', 'https://example.com/'],
    ['HTTPS://EXAMPLE.com:443/a?b=c#d', 'https://example.com/a?b=c'],
    ['http://example.com:8080/hook', 'http://example.com:8080/hook'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
  ])('%s is kept as %s', (given, kept) => {
    expect(targetUrl(given).href).toBe(kept);
  });

  test.each([
    '',
    'example.com',
    '/hook',
    'ftp://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://',
    'https://ada@example.com/',
    'https://:secret@example.com/',
    'http://exa mple.com/',
  ])('%j is refused', (given) => {
    expect(() => targetUrl(given)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });
});

/** A resolver with these names in it. */
function names(table: Record<string, string[]>) {
  return async (name: string) => {
    const addresses = table[name];
    if (!addresses) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' });
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  };
}

const resolve = names({
  'public.example': ['1.1.1.1', '2606:4700::1'],
  'inside.example': ['10.0.0.7'],
  'both.example': ['1.1.1.1', '::1'],
});

describe('a host', () => {
  const targets = createTargets({ allowPrivate: false, resolve });
  const isRefused = (url: string) => targets.isRefused(targetUrl(url).hostname);

  test.each([
    'http://localhost/',
    'http://LOCALHOST./',
    'http://api.localhost/',
    'http://127.0.0.1/',
    'http://127.1/',
    'http://2130706433/',
    'http://0x7f.0.0.1/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://017700000001/',
    'http://①②⑦.⓪.⓪.①/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://inside.example/',
    'http://inside.example./',
    'http://both.example/',
  ])('%s is refused', async (url) => {
    expect(await isRefused(url)).toBe(true);
  });

  test.each(['https://public.example/', 'https://1.1.1.1/', 'https://unknown.example/'])(
    '%s is not',
    async (url) => {
      expect(await isRefused(url)).toBe(false);
    },
  );

  test('none is refused where the configuration allows private ones', async () => {
    const open = createTargets({ allowPrivate: true, resolve });
    for (const host of ['localhost', '127.0.0.1', '[::1]', 'inside.example']) {
      expect(await open.isRefused(host)).toBe(false);
    }
  });
});

describe('a look-up for a connection', () => {
  const targets = createTargets({ allowPrivate: false, resolve });
  const lookup = (host: string, all: boolean) =>
    new Promise<unknown>((done, fail) => {
      targets.lookup(host, { all }, (error, address) => (error ? fail(error) : done(address)));
    });

  test('gives what the name leads to', async () => {
    expect(await lookup('public.example', true)).toHaveLength(2);
    expect(await lookup('public.example', false)).toBe('1.1.1.1');
  });

  test.each(['inside.example', 'both.example'])('fails for %s', async (host) => {
    await expect(lookup(host, true)).rejects.toThrow('not allowed');
    await expect(lookup(host, false)).rejects.toThrow('not allowed');
  });

  test('fails as the resolver does', async () => {
    await expect(lookup('unknown.example', true)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});
