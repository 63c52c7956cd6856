/** HTTP Basic as OAuth clients use it: a key's id and its secret. */

export const BASIC_CHALLENGE = 'Basic realm="Keyturn", charset="UTF-8"';

/** Whether that is what the header tries. */
export function isBasic(authorization: string | undefined): boolean {
  return /^Basic\b/i.test(authorization ?? '');
}

/** RFC 6749 section 2.3.1: both form-urlencoded, then as in RFC 7617; null where it is not that. */
export function readBasic(authorization: string): { id: string; secret: string } | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization) ?? [];
  if (encoded === undefined) return null;
  const [, id, secret] =
    /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  if (id === undefined || secret === undefined) return null;
  try {
    return { id: formDecode(id), secret: formDecode(secret) };
  } catch {
    return null;
  }
}

/** Throws `URIError`. */
function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
