/** Why an API refused, by its `WWW-Authenticate` answer (RFC 9110, 11.6.1; RFC 6750, 3). */

import { isScope } from '../../../shared/scopes.ts';
import type { Refusal } from '../../messages/traffic.ts';
import { label } from '../../pages/untrusted.ts';

const LONGEST = 2_000;
const MOST_SCOPES = 20;
const PARAMETER = /([A-Za-z0-9!#$%&'*+.^_`|~-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]+))/g;

/** Null for an answer that speaks of no bearer key. The API may have made all of it up. */
export function readChallenge(header: string): Refusal | null {
  const bearer = /(?:^|,)\s*Bearer(?:\s+|$)(.*)/is.exec(header.slice(0, LONGEST))?.[1];
  if (bearer === undefined) return null;
  const said = new Map<string, string>();
  for (const [, name = '', quoted, plain] of bearer.matchAll(PARAMETER)) {
    said.set(name.toLowerCase(), quoted?.replaceAll(/\\(.)/g, '$1') ?? plain ?? '');
  }
  const error = said.get('error');
  if (error === undefined) return { kind: 'no-key' };
  if (error === 'insufficient_scope') {
    const scopes = (said.get('scope') ?? '').split(' ').filter(isScope);
    return { kind: 'scope', needs: scopes.slice(0, MOST_SCOPES) };
  }
  return { kind: 'key', reason: label(said.get('error_description'), 160) };
}
