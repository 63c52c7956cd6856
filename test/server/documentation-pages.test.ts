/** The pages of the documentation need nothing from anywhere else. */
import { expect, test } from 'vitest';
import { html, inlineMarkdown } from '../../server/docs/html.ts';
import { ENDPOINTS } from '../../shared/contract/endpoints.ts';
import { ERRORS } from '../../shared/contract/errors.ts';
import { testServer } from '../support/server.ts';

async function opened(path: string) {
  const server = await testServer();
  const page = await fetch(server.address + path);
  return { server, page, text: await page.text() };
}

test.each(['/docs', '/reference', '/docs/errors'])('%s is served whole from here', async (path) => {
  const { server, page, text } = await opened(path);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('content-security-policy')).not.toMatch(/http|\*/);
  const assets = [...text.matchAll(/(?:src|href)="([^"#]+)"/g)].map(([, url]) => url ?? '');
  expect(assets).toContain(path === '/docs' ? '/docs/page.js' : '/docs/page.css');
  for (const asset of assets.filter((url) => url !== 'data:,')) {
    expect(asset).toMatch(/^\/[^/]/);
    expect((await fetch(server.address + asset)).status, asset).toBe(200);
  }
});

test.each(['/reference', '/docs/errors'])('%s has no script', async (path) => {
  const { page, text } = await opened(path);
  expect(text).not.toMatch(/<script|javascript:| on\w+=/i);
  expect(page.headers.get('content-security-policy')).not.toContain('script-src');
});

test('the reference has every operation, at a place of its own', async () => {
  const { text } = await opened('/reference');
  for (const name of [...Object.keys(ENDPOINTS), 'authorize']) {
    expect(text).toContain(`<article id="${name}">`);
    expect(text).toContain(`href="#${name}"`);
  }
});

test('every link within the reference and to the error codes leads somewhere', async () => {
  const { text, server } = await opened('/reference');
  const errors = await (await fetch(`${server.address}/docs/errors`)).text();
  for (const [, id] of text.matchAll(/href="#([^"]+)"/g)) expect(text).toContain(`id="${id}"`);
  const codes = [...text.matchAll(/href="\/docs\/errors#([^"]+)"/g)].map(([, code]) => code);
  expect(codes.length).toBeGreaterThan(50);
  for (const code of codes) expect(errors).toContain(`id="${code}"`);
});

test("a problem's type leads to its code, and every code is there with status and title", async () => {
  const { server, text } = await opened('/docs/errors');
  for (const [code, { status, title }] of Object.entries(ERRORS)) {
    const row = `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}`;
    expect(text).toContain(row);
  }
  const { body } = await server.request<{ type: string }>('GET', '/v1/nowhere');
  const { pathname, hash } = new URL(body.type, server.address);
  expect(pathname).toBe('/docs/errors');
  expect(text).toContain(`id="${hash.slice(1)}"`);
});

test('what stands in a page is text, whatever it looks like', () => {
  const evil = `<img src=x onerror="alert('1')">&`;
  expect(html`<p title="${evil}">${evil}</p>`.text).toBe(`<p title="${escaped}">${escaped}</p>`);
  expect(inlineMarkdown(`${evil} \`<b>\` [a](/b) [c](javascript:d)`).text).toBe(
    `${escaped} <code>&lt;b&gt;</code> <a href="/b">a</a> [c](javascript:d)`,
  );
});

const escaped = '&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;';
