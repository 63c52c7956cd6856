import type { ApiOperation, ApiPageKind, KeyHeader, SecurityScheme } from '../messages/page.ts';

/** What is known of the API that a page describes. */
export interface DescribedApi {
  apiName: string;
  /** Empty where the page does not say. */
  apiOrigins: string[];
  /** Empty where the page does not say. */
  headers: KeyHeader[];
  schemes: SecurityScheme[];
  operations: ApiOperation[];
}

/**
 * What a look into a page gives. The page may have made all of it up; each part is empty
 * where the page does not say.
 */
export interface Look {
  /** What the page calls the API. */
  heading: string;
  documentUrl: string;
  /** The document itself as JSON or YAML, where the page has it at hand. */
  documentText: string;
  /** The server that is chosen in the page. */
  selectedServer: string;
}

/** One kind of API page that Keyturn understands. */
export interface ApiPage {
  kind: ApiPageKind;
  /**
   * Runs inside the page, so it may use nothing from outside its own body. Gives a
   * `Look`; null where the page is not of this kind.
   */
  detect: () => unknown;
  /**
   * Makes sense of a look whose parts are texts, and of the document it led to
   * (undefined for none). Without it the document is an OpenAPI one.
   */
  describe?: (look: Look, document: unknown, pageUrl: string) => DescribedApi;
  /**
   * Runs inside the page: puts `value` into the page's own form for that security
   * scheme. Gives true where the page took it. Absent where a page has no such form.
   */
  fill?: (schemeId: string, value: string, isBearer: boolean) => boolean;
}
