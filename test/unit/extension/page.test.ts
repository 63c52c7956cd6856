import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { describePage, readPage } from '../../../extension/background/tabs/page.ts';
import { resetBrowser } from './support/fake-browser.ts';

const PAGE_URL = 'https://docs.example.com:8443/swagger/#/tasks';

/** What Swagger UI's `detect` gives on a page with that document. */
function detected(document: object, over: object = {}) {
  return [{ heading: 'Tasks', url: '../openapi.json', selectedServer: '', document, ...over }];
}

const TASKS = {
  openapi: '3.1.0',
  info: { title: 'Tasks API' },
  servers: [{ url: 'https://api.example.com' }, { url: 'https://staging.example.com' }],
  components: {
    securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
  },
};

beforeEach(resetBrowser);

describe('the description of a page', () => {
  it('of Swagger UI comes from its document', () => {
    expect(describePage(PAGE_URL, 'Docs', detected(TASKS), ['https://stats.example/p'])).toEqual({
      seen: true,
      origin: 'https://docs.example.com:8443',
      title: 'Docs',
      apiPage: { kind: 'swagger-ui', apiName: 'Tasks API' },
      apiOrigins: ['https://api.example.com', 'https://staging.example.com'],
      headers: [{ kind: 'api-key', name: 'X-API-Key' }],
    });
  });

  it('puts the chosen server first', () => {
    const page = detected(TASKS, { selectedServer: 'https://staging.example.com' });
    expect(describePage(PAGE_URL, '', page, [])).toMatchObject({
      apiOrigins: ['https://staging.example.com', 'https://api.example.com'],
    });
  });

  it('takes no chosen server that the document does not have', () => {
    const page = detected(TASKS, { selectedServer: 'https://evil.example' });
    expect(describePage(PAGE_URL, '', page, [])).toMatchObject({
      apiOrigins: ['https://api.example.com', 'https://staging.example.com'],
    });
  });

  it('of Swagger UI whose document is out of reach goes by its heading and its requests', () => {
    const requests = ['https://api.example.com/v1/tasks', 'blob:https://x/1', 5];
    expect(describePage(PAGE_URL, '', detected({ info: {} }), requests)).toMatchObject({
      apiPage: { kind: 'swagger-ui', apiName: 'Tasks' },
      apiOrigins: ['https://api.example.com'],
      headers: [{ kind: 'bearer' }],
    });
  });

  it('of any other page goes by its requests, then by itself', () => {
    expect(describePage(PAGE_URL, '', [null], ['https://api.example.com/x'])).toMatchObject({
      apiPage: null,
      apiOrigins: ['https://api.example.com'],
    });
    expect(describePage(PAGE_URL, '', [undefined], undefined)).toMatchObject({
      apiPage: null,
      apiOrigins: ['https://docs.example.com:8443'],
      headers: [{ kind: 'bearer' }],
    });
  });

  it.each([
    'x',
    5,
    [],
    {},
    { heading: {}, url: {}, selectedServer: [], document: 'x' },
    { document: { info: { title: { toString: 'x' } }, servers: {}, security: {} } },
    { url: 'http://[', document: { info: { title: '' }, servers: [{ url: 'http://[' }] } },
  ])('makes no harm of %j', (value) => {
    const page = describePage(PAGE_URL, '', [value], { length: 3 });
    expect(page).toMatchObject({
      origin: 'https://docs.example.com:8443',
      apiOrigins: expect.arrayContaining([expect.stringMatching(/^https:/)]),
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
    };
    const page = describePage(PAGE_URL, 'y'.repeat(100_000), detected(document), []);
    if (!page.seen) throw new Error('not seen');
    expect(page.apiPage?.apiName).toHaveLength(100);
    expect(page.title).toHaveLength(200);
    expect(page.apiOrigins).toHaveLength(10);
    expect(page.headers).toHaveLength(10);
  });

  it('takes line breaks and direction overrides out of names', () => {
    const document = { info: { title: 'Ta\nsks\u202e API' } };
    expect(describePage(PAGE_URL, '', detected(document), [])).toMatchObject({
      apiPage: { apiName: 'Ta sks API' },
    });
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
    });
  });
});
