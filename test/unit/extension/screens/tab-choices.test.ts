import { describe, expect, it } from 'vitest';
import type { KeyHeader } from '../../../../extension/messages.ts';
import {
  chosenFor,
  likeliest,
  offeredHeaders,
  offeredOrigins,
  type SeenPage,
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
    expect(likeliest(page())).toEqual({ apiOrigins: [API], header: X_API_KEY });
    expect(likeliest(page({ apiOrigins: [], headers: [] }))).toEqual({
      apiOrigins: [PAGE],
      header: BEARER,
    });
  });

  it('what was chosen before on the same page, also no host at all', () => {
    const before = { pageOrigin: PAGE, apiOrigins: [PAGE], header: BEARER };
    expect(chosenFor(page(), before)).toEqual({ apiOrigins: [PAGE], header: BEARER });
    expect(chosenFor(page(), { ...before, apiOrigins: [] }).apiOrigins).toEqual([]);
  });

  it('never a host or header that the page does not offer now', () => {
    const before = {
      pageOrigin: PAGE,
      apiOrigins: [API, 'https://elsewhere.test'],
      header: { kind: 'api-key', name: 'X-Other' } as const,
    };
    expect(chosenFor(page(), before)).toEqual({ apiOrigins: [API], header: X_API_KEY });
  });

  it('nothing of what was chosen on another page', () => {
    const before = { pageOrigin: 'https://other.test', apiOrigins: [PAGE], header: BEARER };
    expect(chosenFor(page(), before)).toEqual(likeliest(page()));
  });
});
