import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import {
  type Around,
  describeApi,
  describePage,
  readPage,
  toAround,
} from '../../../extension/background/tabs/page.ts';
import { API_PAGES } from '../../../extension/pages/index.ts';
import { toLook } from '../../../extension/pages/look.ts';
import { swaggerUi } from '../../../extension/pages/swagger-ui.ts';
import { resetBrowser } from './support/fake-browser.ts';

const PAGE_URL = 'https://docs.example.com:8443/swagger/#/tasks';
const NOTHING: Around = { requests: [], hasServiceWorker: false, began: 0 };
const asked = (...requests: string[]): Around => ({ ...NOTHING, requests });

/** What a Swagger UI page with that document is described as. */
function swagger(document: unknown, over: object = {}) {
  const look = toLook({ heading: 'Tasks', documentUrl: '../openapi.json', ...over });
  if (!look) throw new Error('no look');
  const found = { document, url: 'https://docs.example.com:8443/openapi.json' };
  return describeApi(swaggerUi, look, found, PAGE_URL);
}

const TASKS = {
  openapi: '3.1.0',
  info: { title: 'Tasks API' },
  servers: [{ url: 'https://api.example.com' }, { url: 'https://staging.example.com' }],
  paths: {
    '/tasks': { get: { summary: 'List tasks', security: [{ key: ['tasks:read'] }] } },
  },
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
  },
};

beforeEach(resetBrowser);

describe('the description of a page', () => {
  it('of Swagger UI comes from its document', () => {
    const page = describePage(PAGE_URL, 'Docs', swagger(TASKS), asked('https://stats.example/p'));
    expect(page).toEqual({
      seen: true,
      origin: 'https://docs.example.com:8443',
      title: 'Docs',
      apiPage: {
        kind: 'swagger-ui',
        apiName: 'Tasks API',
        schemes: [
          {
            id: 'key',
            header: { kind: 'api-key', name: 'X-API-Key' },
            fillable: true,
            isHttp: false,
          },
        ],
        operations: [
          { method: 'GET', path: '/tasks', summary: 'List tasks', scopes: ['tasks:read'] },
        ],
      },
      apiOrigins: ['https://api.example.com', 'https://staging.example.com'],
      headers: [{ kind: 'api-key', name: 'X-API-Key' }],
      called: ['https://stats.example'],
      hasServiceWorker: false,
      givenDocument: null,
    });
  });

  it('puts the chosen server first', () => {
    const api = swagger(TASKS, { selectedServer: 'https://staging.example.com' });
    expect(describePage(PAGE_URL, '', api, NOTHING)).toMatchObject({
      apiOrigins: ['https://staging.example.com', 'https://api.example.com'],
    });
  });

  it('takes no chosen server that the document does not have', () => {
    const api = swagger(TASKS, { selectedServer: 'https://evil.example' });
    expect(describePage(PAGE_URL, '', api, NOTHING)).toMatchObject({
      apiOrigins: ['https://api.example.com', 'https://staging.example.com'],
    });
  });

  it('of Swagger UI whose document is out of reach goes by its heading and its requests', () => {
    const around = asked('https://api.example.com/v1/tasks', 'blob:https://x/1');
    expect(describePage(PAGE_URL, '', swagger(undefined), around)).toMatchObject({
      apiPage: { kind: 'swagger-ui', apiName: 'Tasks' },
      apiOrigins: ['https://api.example.com'],
      headers: [{ kind: 'bearer' }],
    });
  });

  it('counts no document among the calls, nor what we ask for ourselves to find one', () => {
    const call = 'https://api.example.com/tasks';
    const document = 'https://docs.example.com:8443/openapi.json';
    const called = (api: Parameters<typeof describePage>[2], ...requests: string[]) => {
      const page = describePage(PAGE_URL, '', api, asked(...requests));
      return page.seen && page.called;
    };
    expect(called(swagger(TASKS), document, call)).toEqual(['https://api.example.com']);
    expect(called(swagger(TASKS), document)).toEqual([]);
    const ours = [
      'https://docs.example.com:8443/swagger/',
      'https://docs.example.com:8443/.well-known/api-catalog',
    ];
    expect(called(null, ...ours)).toEqual([]);
    expect(called(null, ...ours, call)).toEqual(['https://api.example.com']);
    // GraphiQL may well call the address that it is at.
    expect(called(swagger(TASKS), ours[0] as string)).toEqual(['https://docs.example.com:8443']);
  });

  it('of any other page goes by its requests, then by itself', () => {
    expect(describePage(PAGE_URL, '', null, asked('https://api.example.com/x'))).toMatchObject({
      apiPage: null,
      apiOrigins: ['https://api.example.com'],
    });
    expect(describePage(PAGE_URL, '', null, NOTHING)).toMatchObject({
      apiPage: null,
      apiOrigins: ['https://docs.example.com:8443'],
      headers: [{ kind: 'bearer' }],
    });
  });

  it('shortens what is too long', () => {
    const schemes = Array.from({ length: 50 }, (_, i) => [
      `s${i}`,
      { type: 'apiKey', in: 'header', name: `X-${i}` },
    ]);
    const document = {
      info: { title: 'x'.repeat(100_000) },
      servers: Array.from({ length: 50 }, (_, i) => ({ url: `https://s${i}.test` })),
      components: { securitySchemes: Object.fromEntries(schemes) },
      paths: Object.fromEntries(
        Array.from({ length: 2_000 }, (_, i) => [`/${i}`, { get: { summary: 'y'.repeat(999) } }]),
      ),
    };
    const page = describePage(PAGE_URL, 'y'.repeat(100_000), swagger(document), NOTHING);
    if (!page.seen) throw new Error('not seen');
    expect(page.apiPage?.apiName).toHaveLength(100);
    expect(page.title).toHaveLength(200);
    expect(page.apiOrigins).toHaveLength(10);
    expect(page.headers).toHaveLength(10);
    expect(page.apiPage?.schemes).toHaveLength(30);
    expect(page.apiPage?.operations).toHaveLength(500);
    expect(page.apiPage?.operations[0]?.summary).toHaveLength(100);
  });

  it('takes line breaks and direction overrides out of names', () => {
    const document = {
      info: { title: 'Ta\nsks\u202e API' },
      paths: { '/\u202ea': { get: { summary: 'b\nc', security: [{ k: ['x\u202ey'] }] } } },
    };
    expect(describePage(PAGE_URL, '', swagger(document), NOTHING)).toMatchObject({
      apiPage: {
        apiName: 'Ta sks API',
        operations: [{ path: '/ a', summary: 'b c', scopes: ['x y'] }],
      },
    });
  });
});

/** Whatever a page answers in place of what its kind's look gives. */
const SPOILED = [
  'x',
  5,
  [],
  {},
  { heading: {}, documentUrl: {}, selectedServer: [], documentText: 5 },
  { heading: 'a'.repeat(100_000), documentUrl: 'http://[', selectedServer: 'http://[' },
];
const SPOILED_DOCUMENTS = [
  undefined,
  'x',
  [],
  { info: { title: { toString: 'x' } }, servers: {}, security: {}, paths: [] },
  {
    info: { title: '' },
    servers: [{ url: 'http://[' }],
    paths: { '/x': null, '/y': { get: 5, post: { security: [5, { a: {} }], summary: {} } } },
    components: { securitySchemes: { a: null, b: 5, __proto__: { type: 'http' } } },
  },
];

describe.each(API_PAGES.map((page) => [page.kind, page] as const))('%s', (_, page) => {
  it.each(SPOILED)('makes no harm of %j', (found) => {
    const look = toLook(found);
    for (const document of SPOILED_DOCUMENTS) {
      const api = look && describeApi(page, look, { document, url: PAGE_URL }, PAGE_URL);
      const described = describePage(PAGE_URL, '', api, toAround(found));
      expect(described).toMatchObject({
        origin: 'https://docs.example.com:8443',
        apiOrigins: expect.arrayContaining([expect.stringMatching(/^https:/)]),
        headers: [{ kind: 'bearer' }],
      });
      expect(JSON.stringify(described).length).toBeLessThan(3_000);
    }
  });
});

describe('a look around that the page has made up', () => {
  it.each([
    [undefined, NOTHING],
    [{ requests: { length: 3 }, hasServiceWorker: 'yes', began: '1' }, NOTHING],
    [
      { requests: [5, null, 'https://a.test'], began: 3 },
      { ...asked('https://a.test'), began: 3 },
    ],
  ])('%j', (seen, around) => {
    expect(toAround(seen)).toEqual(around);
  });
});

describe('reading a tab', () => {
  const tab = {
    id: 7,
    index: 0,
    highlighted: false,
    active: true,
    pinned: false,
    incognito: false,
  };

  it('whose address is hidden', async () => {
    expect(await readPage(tab)).toEqual({ seen: false, reason: 'no-permission' });
  });

  it.each(['chrome://extensions/', 'about:blank', 'file:///tmp/x.html', 'data:text/html,x'])(
    'on %s',
    async (url) => {
      expect(await readPage({ ...tab, url })).toEqual({ seen: false, reason: 'not-a-web-page' });
    },
  );

  it('that lets no script in still says where it is', async () => {
    expect(await readPage({ ...tab, url: 'https://store.example/x', title: 'Store' })).toEqual({
      seen: true,
      origin: 'https://store.example',
      title: 'Store',
      apiPage: null,
      apiOrigins: ['https://store.example'],
      headers: [{ kind: 'bearer' }],
      called: [],
      hasServiceWorker: false,
      givenDocument: null,
    });
  });
});
