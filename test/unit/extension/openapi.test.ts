import { describe, expect, it } from 'vitest';
import { keyHeaders, serverOrigins } from '../../../extension/pages/openapi.ts';

const DOCUMENT_URL = 'https://docs.example.com/v1/openapi.json';

describe('where a document says the API is', () => {
  it.each([
    [
      'its servers',
      { servers: [{ url: 'https://api.example.com/v1' }] },
      ['https://api.example.com'],
    ],
    [
      'each origin once',
      { servers: [{ url: 'https://a.test/1' }, { url: 'https://a.test/2' }] },
      ['https://a.test'],
    ],
    ['a relative server', { servers: [{ url: '/api' }] }, ['https://docs.example.com']],
    [
      'a server without a scheme',
      { servers: [{ url: '//api.test:81/x' }] },
      ['https://api.test:81'],
    ],
    ['no servers', {}, ['https://docs.example.com']],
    ['an empty list', { servers: [] }, ['https://docs.example.com']],
    [
      'variables',
      {
        servers: [
          {
            url: 'https://{region}.api.test:{port}/{base}',
            variables: { region: { default: 'eu' }, port: { default: '8443' } },
          },
        ],
      },
      ['https://eu.api.test:8443'],
    ],
    [
      'Swagger 2',
      { swagger: '2.0', host: 'api.test:81', schemes: ['https', 'http'] },
      ['https://api.test:81', 'http://api.test:81'],
    ],
    ['Swagger 2 without schemes', { swagger: '2.0', host: 'api.test' }, ['https://api.test']],
    ['Swagger 2 without anything', { swagger: '2.0' }, ['https://docs.example.com']],
    [
      'Swagger 2 without a host',
      { swagger: '2.0', schemes: ['http'] },
      ['http://docs.example.com'],
    ],
    [
      'Swagger 2 over web sockets',
      { swagger: '2.0', host: 'a.test', schemes: ['wss'] },
      ['https://a.test'],
    ],
    ['what is no web address', { servers: [{ url: 'file:///etc' }, { url: 'javascript:1' }] }, []],
    ['an unusable variable', { servers: [{ url: 'https://{host}/' }] }, []],
    ['wrong types', { servers: [null, 5, {}, { url: 5 }, 'https://a.test'] }, []],
  ])('%s', (_, document, origins) => {
    expect(serverOrigins(document, DOCUMENT_URL)).toEqual(origins);
  });

  it('looks at no more than it must', () => {
    const servers = Array.from({ length: 1000 }, (_, i) => ({ url: `https://s${i}.test` }));
    expect(serverOrigins({ servers }, DOCUMENT_URL)).toHaveLength(20);
  });
});

describe('the headers that a document asks a key in', () => {
  const bearer = { type: 'http', scheme: 'Bearer' };
  const apiKey = { type: 'apiKey', in: 'header', name: 'X-API-Key' };
  const header = { kind: 'api-key', name: 'X-API-Key' };

  it.each([
    ['none', {}, []],
    ['a bearer scheme', { b: bearer }, [{ kind: 'bearer' }]],
    ['a key header', { k: apiKey }, [header]],
    ['both, in the order of the document', { k: apiKey, b: bearer }, [header, { kind: 'bearer' }]],
    ['OAuth 2', { o: { type: 'oauth2', flows: {} } }, [{ kind: 'bearer' }]],
    ['OpenID Connect', { o: { type: 'openIdConnect' } }, [{ kind: 'bearer' }]],
    [
      'the same one twice',
      { a: bearer, b: { type: 'oauth2' }, k: apiKey, l: { ...apiKey, name: 'x-api-key' } },
      [{ kind: 'bearer' }, header],
    ],
    [
      'HTTP Basic, a query key, a cookie',
      {
        a: { type: 'http', scheme: 'basic' },
        b: { ...apiKey, in: 'query' },
        c: { ...apiKey, in: 'cookie' },
      },
      [],
    ],
    [
      'a key named Authorization',
      { a: { ...apiKey, name: 'Authorization' } },
      [{ kind: 'bearer' }, { kind: 'api-key', name: 'Authorization' }],
    ],
    [
      'names that no key may have',
      {
        a: { ...apiKey, name: 'Cookie' },
        b: { ...apiKey, name: 'a b' },
        c: { ...apiKey, name: 5 },
      },
      [],
    ],
    ['wrong types', { a: null, b: 5, c: [], d: { type: { x: 1 } } }, []],
  ])('%s', (_, securitySchemes, headers) => {
    expect(keyHeaders({ components: { securitySchemes } })).toEqual(headers);
  });

  it('puts those of the global requirement first', () => {
    const document = {
      security: [{ k: [] }],
      components: { securitySchemes: { b: bearer, k: apiKey } },
    };
    expect(keyHeaders(document)).toEqual([header, { kind: 'bearer' }]);
  });

  it('knows Swagger 2', () => {
    expect(keyHeaders({ swagger: '2.0', securityDefinitions: { k: apiKey } })).toEqual([header]);
  });

  it.each([null, 5, 'x', [], { components: 5 }, { security: 'x' }, { security: [null, 5] }])(
    'finds none in %j',
    (document) => {
      expect(keyHeaders(document)).toEqual([]);
    },
  );
});
