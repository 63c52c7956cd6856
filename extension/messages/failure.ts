/** Each failure names its cause; the screens turn it into words and a next step. */
export type Failure =
  | { kind: 'no-answer'; address: string }
  /** The same over https: the browser may have refused its certificate. */
  | { kind: 'no-secure-answer'; address: string }
  | { kind: 'bad-address' }
  /** The person's organisation lets this browser connect to that server alone. */
  | { kind: 'other-server-preset'; address: string }
  | { kind: 'not-keyturn'; address: string }
  | { kind: 'too-old'; address: string; version: string }
  | { kind: 'too-new'; address: string; version: string }
  | { kind: 'signed-out' }
  /** The server's problem answer. */
  | {
      kind: 'refused';
      code: string;
      title: string;
      detail: string;
      errors: { path: string; message: string }[];
      retryAfter: number | null;
    }
  | { kind: 'permission-missing'; origins: string[] }
  | { kind: 'not-in-this-browser' }
  /** Wrong, or what it would open was changed. */
  | { kind: 'passphrase-wrong' }
  | { kind: 'passphrase-short'; least: number }
  | { kind: 'vault-damaged' }
  | { kind: 'vault-locked' }
  | { kind: 'tab-gone' }
  /** No key was used on this origin before. */
  | { kind: 'nothing-used-here' }
  /** It is another tab's own. */
  | { kind: 'other-tabs-key' }
  /** The page's own form did not take it. */
  | { kind: 'form-not-filled' }
  | { kind: 'no-api-document'; url: string }
  /** The background was ended between two parts of it. */
  | { kind: 'export-interrupted' }
  | { kind: 'internal'; detail: string };

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };
