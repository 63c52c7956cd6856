import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { ENDPOINTS } from '../../shared/contract/endpoints.ts';
import { testServer } from '../support/server.ts';

interface Document {
  paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
}

const AUTHORIZE = 'GET /v1/orgs/{org}/authorize';

async function served() {
  const server = await testServer();
  const { body } = await server.request<Document>('GET', '/openapi.json');
  const documented = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  return { server, document: body, documented };
}

test('the document is valid OpenAPI 3.1', async () => {
  const { document } = await served();
  const result = await new Validator().validate({ ...document });
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

test('it describes every operation of the contract, and nothing else', async () => {
  const { documented } = await served();
  expect(documented.sort()).toEqual([...Object.values(ENDPOINTS), AUTHORIZE].sort());
});

test('every operation that it describes is served', async () => {
  const { server, documented } = await served();
  for (const operation of documented) {
    const [method = '', path = ''] = operation.split(' ');
    const url = path.replace(/\{(\w+)\}/g, 'none');
    const answer = await server.request<{ code?: string } | undefined>(method, url, {
      ...(method !== 'GET' && { body: {} }),
    });
    // Without a credential or with an empty body it is refused, but by the operation itself.
    const isServed = answer.status < 300 || [401, 422].includes(answer.status);
    expect(isServed, `${operation} → ${answer.status}`).toBe(true);
  }
});

test('the page that tries it is served whole from here', async () => {
  const { server } = await served();
  const page = await fetch(`${server.address}/docs`);
  const html = await page.text();
  const assets = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
  expect(assets.length).toBeGreaterThan(2);
  for (const asset of assets) {
    expect(asset.startsWith('/docs/')).toBe(true);
    expect((await fetch(server.address + asset)).status).toBe(200);
  }
  expect(page.headers.get('content-security-policy')).not.toContain('http');
});
