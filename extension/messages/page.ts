/** What is known of the page in a tab. */

/** The page in the tab in front, as far as the browser lets us see it. */
export type PageInfo =
  | { seen: false; reason: 'not-a-web-page' | 'no-permission' }
  | {
      seen: true;
      /** Scheme, host and port. */
      origin: string;
      title: string;
      /** The API that it describes; null for any other page. */
      apiPage: DescribedPage | null;
      /** Origins that its requests go to, the likeliest first. */
      apiOrigins: string[];
      /** Headers that its document asks a key in, the likeliest first. */
      headers: KeyHeader[];
      /** Origins that its scripts have asked so far, for the check why a key is not applied. */
      called: string[];
      /** A service worker of the site's own answers its requests, past the browser's rules. */
      hasServiceWorker: boolean;
      /** Where the person said that its API's document is; null for nothing said. */
      givenDocument: string | null;
    };

/** `linked`: any page that links its document; `given`: the person has said where it is. */
export type ApiPageKind =
  | 'swagger-ui'
  | 'scalar'
  | 'rapidoc'
  | 'redoc'
  | 'stoplight'
  | 'graphiql'
  | 'linked'
  | 'given';

export interface DescribedPage {
  kind: ApiPageKind;
  apiName: string;
  schemes: SecurityScheme[];
  operations: ApiOperation[];
}

/** One way in which an API lets a caller say who it is. */
export interface SecurityScheme {
  /** Its name in the document. */
  id: string;
  /** The header that carries it; null for what no header carries (a cookie, the address). */
  header: KeyHeader | null;
  /** The page's own form takes a key for it. */
  fillable: boolean;
  /** HTTP authentication, where the page adds the word `Bearer` itself. */
  isHttp: boolean;
}

export interface ApiOperation {
  method: string;
  path: string;
  summary: string;
  scopes: string[];
}

/** How a key travels: `Authorization: Bearer …`, or alone in a header of that name. */
export type KeyHeader = { kind: 'bearer' } | { kind: 'api-key'; name: string };
