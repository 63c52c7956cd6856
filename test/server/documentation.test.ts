/** What the server says of itself is all that it serves, and the other way round. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Express, IRouter, Request, Response } from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { openApiDocument } from '../../server/docs/openapi.ts';
import { entriesOf } from '../../server/docs/reference-page.ts';
import { ENDPOINTS } from '../../shared/contract/endpoints.ts';
import { testServer } from '../support/server.ts';

interface Document {
  paths: Record<string, Record<string, { operationId: string; security: object[] }>>;
}

const AUTHORIZE = 'GET /v1/orgs/{org}/authorize';

/** Pages and files of the documentation itself, which are no operations. */
const PAGES = [
  'GET /docs',
  'GET /docs/errors',
  'GET /docs/page.css',
  'GET /docs/page.js',
  'GET /openapi.json',
  'GET /reference',
];

function documentedIn(document: unknown): string[] {
  return Object.entries((document as Document).paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
}

test('the document that is served is valid OpenAPI 3.1', async () => {
  const server = await testServer();
  const { body } = await server.request<object>('GET', '/openapi.json');
  const result = await new Validator().validate({ ...body });
  expect(result.errors ?? []).toEqual([]);
  expect(result.valid).toBe(true);
});

test('it describes every operation of the contract, and nothing else', () => {
  const documented = documentedIn(openApiDocument('1.0.0'));
  expect(documented.sort()).toEqual([...Object.values(ENDPOINTS), AUTHORIZE].sort());
});

test('it says which refusals have a header that helps', () => {
  for (const { operationId, responses } of entriesOf(openApiDocument('1.0.0'))) {
    const headersOf = (status: number) => Object.keys(responses[status]?.headers ?? {});
    if (responses[401]) expect(headersOf(401), operationId).toEqual(['WWW-Authenticate']);
    if (responses[429]) expect(headersOf(429), operationId).toEqual(['Retry-After']);
  }
});

test('every reference in it leads to something', () => {
  const document = openApiDocument('1.0.0');
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
  expect(references.length).toBeGreaterThan(10);
  for (const [, reference = ''] of references) {
    let at: unknown = document;
    for (const part of reference.replace('#/', '').split('/')) {
      at = (at as Record<string, unknown>)[part];
    }
    expect(at, reference).toBeTypeOf('object');
  }
});

test('what the router and the dispatcher serve is what is documented', async () => {
  const { app, dispatched } = await seenInside();
  expect(dispatched.sort()).toEqual([AUTHORIZE, 'POST /v1/verify'].sort());
  const served = [...routesOf(app.router), ...dispatched];
  expect(served.filter((one) => !PAGES.includes(one)).sort()).toEqual(
    documentedIn(openApiDocument('1.0.0')).sort(),
  );
  expect(served.filter((one) => PAGES.includes(one)).sort()).toEqual(PAGES);
});

test('what is answered to every method is only that a method is not offered', async () => {
  const { app } = await seenInside();
  const paths = new Set(Object.values(ENDPOINTS).map((endpoint) => endpoint.split(' ')[1]));
  expect(new Set(allRoutesOf(app.router))).toEqual(paths);
});

/** The Express app of a running server, and those documented operations that never reach it. */
async function seenInside(): Promise<{ app: Express; dispatched: string[] }> {
  const server = await testServer();
  const handled: { request: Request; response: Response }[] = [];
  const note = (message: unknown) => handled.push(message as (typeof handled)[number]);
  subscribe('http.server.request.start', note);
  onTestFinished(() => void unsubscribe('http.server.request.start', note));
  const dispatched: string[] = [];
  for (const operation of documentedIn(openApiDocument('1.0.0'))) {
    const [method = '', path = ''] = operation.split(' ');
    handled.length = 0;
    await server.request(method, path.replace(/\{(\w+)\}/g, 'none'));
    // Express gives every response that it is asked for a place for its locals.
    if (handled[0]?.response.locals === undefined) dispatched.push(operation);
  }
  return { app: handled[0]?.request.app as Express, dispatched };
}

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> };
  handle: { stack?: Layer[] };
}

function layersOf(router: IRouter): Layer[] {
  const walk = (layers: Layer[]): Layer[] =>
    layers.flatMap((layer) => [layer, ...walk(layer.handle.stack ?? [])]);
  return walk(router.stack as unknown as Layer[]).filter(({ route }) => route !== undefined);
}

/** `GET /v1/orgs/{org}`, of every route that is for one method. */
function routesOf(router: IRouter): string[] {
  return layersOf(router).flatMap(({ route }) =>
    Object.keys(route?.methods ?? {})
      .filter((method) => method !== '_all')
      .map((method) => `${method.toUpperCase()} ${templateOf(route?.path)}`),
  );
}

function allRoutesOf(router: IRouter): string[] {
  return layersOf(router)
    .filter(({ route }) => route?.methods._all)
    .map(({ route }) => templateOf(route?.path));
}

/** A route mounted under a prefix or at several paths would need a wiser walk than this one. */
function templateOf(path: unknown): string {
  if (typeof path !== 'string') throw new Error(`A route at ${path}`);
  return path.replace(/:(\w+)/g, '{$1}');
}
