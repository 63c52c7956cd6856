import { describe, expect, it } from 'vitest';
import type { KeyHeader } from '../../../../extension/messages/page.ts';
import {
  chosenFor,
  likeliest,
  offeredHeaders,
  offeredOrigins,
  type SeenPage,
  typedOrigin,
} from '../../../../extension/screens/this-tab/choices.ts';

const PAGE = 'https://docs.test';
const API = 'https://api.test';
const BEARER: KeyHeader = { kind: 'bearer' };
const X_API_KEY: KeyHeader = { kind: 'api-key', name: 'X-API-Key' };

function page(over: Partial<SeenPage> = {}): SeenPage {
  return {
    seen: true,
    origin: PAGE,
    title: 'Docs',
    apiPage: { kind: 'swagger-ui', apiName: 'Tasks', schemes: [], operations: [] },
    apiOrigins: [API, 'https://staging.test'],
    headers: [X_API_KEY],
    called: [],
    hasServiceWorker: false,
    givenDocument: null,
    ...over,
  };
}

describe('what is offered', () => {
  it('the hosts that it calls and its own, each once', () => {
    expect(offeredOrigins(page())).toEqual([API, 'https://staging.test', PAGE]);
    expect(offeredOrigins(page({ apiOrigins: [PAGE] }))).toEqual([PAGE]);
  });

  it('the headers of its document first, and Bearer in any case', () => {
    expect(offeredHeaders(page())).toEqual([X_API_KEY, BEARER]);
    expect(offeredHeaders(page({ headers: [BEARER, X_API_KEY] }))).toEqual([BEARER, X_API_KEY]);
  });

  it('both usual headers where no document says, whatever the case of one it has', () => {
    const plain = page({ apiPage: null, headers: [BEARER] });
    expect(offeredHeaders(plain)).toEqual([BEARER, X_API_KEY]);
    const lower: KeyHeader = { kind: 'api-key', name: 'x-api-key' };
    expect(offeredHeaders(page({ apiPage: null, headers: [lower] }))).toEqual([lower, BEARER]);
  });
});

describe('what is chosen', () => {
  it('at first the likeliest host and header', () => {
    expect(likeliest(page())).toEqual({ added: [], apiOrigins: [API], header: X_API_KEY });
    expect(likeliest(page({ apiOrigins: [], headers: [] }))).toEqual({
      added: [],
      apiOrigins: [PAGE],
      header: BEARER,
    });
  });

  it('what was chosen before on the same page, also no host at all', () => {
    const before = { added: [], pageOrigin: PAGE, apiOrigins: [PAGE], header: BEARER };
    expect(chosenFor(page(), before)).toEqual({ added: [], apiOrigins: [PAGE], header: BEARER });
    expect(chosenFor(page(), { ...before, apiOrigins: [] }).apiOrigins).toEqual([]);
  });

  it('never a host or header that the page does not offer now', () => {
    const before = {
      added: [],
      pageOrigin: PAGE,
      apiOrigins: [API, 'https://elsewhere.test'],
      header: { kind: 'api-key', name: 'X-Other' } as const,
    };
    expect(chosenFor(page(), before)).toEqual({ added: [], apiOrigins: [API], header: X_API_KEY });
  });

  it('nothing of what was chosen on another page', () => {
    const before = {
      added: [],
      pageOrigin: 'https://other.test',
      apiOrigins: [PAGE],
      header: BEARER,
    };
    expect(chosenFor(page(), before)).toEqual(likeliest(page()));
  });
});

describe('another host that is typed', () => {
  it.each([
    ['api.example.com', 'https://api.example.com'],
    [' https://api.example.com:8443/v1?x ', 'https://api.example.com:8443'],
    ['http://api.example.com', 'http://api.example.com'],
    ['localhost:4778', 'http://localhost:4778'],
    ['127.0.0.1:4778/tasks', 'http://127.0.0.1:4778'],
    ['localhost.example.com', 'https://localhost.example.com'],
    ['', null],
    ['ftp://files.example.com', null],
    ['not an address', null],
  ])('"%s" means %s', (typed, origin) => {
    expect(typedOrigin(typed)).toBe(origin);
  });

  it('is offered beside the page’s, and stays chosen', () => {
    const before = { pageOrigin: PAGE, added: ['https://x.test'], header: BEARER };
    const choices = chosenFor(page(), { ...before, apiOrigins: ['https://x.test'] });
    expect(choices.apiOrigins).toEqual(['https://x.test']);
    expect(offeredOrigins(page(), choices.added)).toContain('https://x.test');
  });
});

it('starts with how the last key of the site was used', () => {
  const last = { keyId: 'key_1', keyName: 'N', apiOrigins: ['https://x.test'], header: BEARER };
  const nowhere = { pageOrigin: '', added: [], apiOrigins: [], header: BEARER };
  expect(chosenFor(page(), nowhere, last)).toEqual({
    added: ['https://x.test'],
    apiOrigins: ['https://x.test'],
    header: BEARER,
  });
});
