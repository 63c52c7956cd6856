import type { KeyHeader, PageInfo } from '../messages.ts';

export type ApiPageKind = NonNullable<Extract<PageInfo, { seen: true }>['apiPage']>['kind'];

/** What is known of the API that a page describes. */
export interface DescribedApi {
  apiName: string;
  /** Empty where the page does not say. */
  apiOrigins: string[];
  /** Empty where the page does not say. */
  headers: KeyHeader[];
}

/** One kind of API page that Keyturn understands. */
export interface ApiPage {
  kind: ApiPageKind;
  /**
   * Runs inside the page, so it may use nothing from outside its own body. Null where
   * the page is not of this kind.
   */
  detect: () => unknown;
  /** Makes sense of what `detect` gave, which the page may have made up. */
  describe: (detected: unknown, pageUrl: string) => DescribedApi | null;
}
