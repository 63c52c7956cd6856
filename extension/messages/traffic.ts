/** Requests that a tab’s key went with. */

/** Why an API said no, as far as its `WWW-Authenticate` answer tells. */
export type Refusal =
  /** It saw no key at all. */
  | { kind: 'no-key' }
  | { kind: 'scope'; needs: string[] }
  /** `reason` is a check code of Keyturn's, or the API's own sentence. */
  | { kind: 'key'; reason: string };

/** A request that a tab's key went with. */
export interface SeenRequest {
  /** The browser's own, of this request alone. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  keyId: string;
  method: string;
  host: string;
  /** Without the query. */
  path: string;
  /** Null: no answer came. */
  status: number | null;
  refusal: Refusal | null;
}

/** The same for the screen, with what the key may do; null where that is not known. */
export type Happened = Omit<SeenRequest, 'keyId'> & { has: string[] | null };
