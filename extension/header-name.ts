/** RFC 9110 section 5.6.2: a field name is a token. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

/** Headers that steer the request or the connection itself; a key never belongs there. */
const REFUSED = new Set([
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'cookie',
  'date',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]);

/** Whether a key may travel in a header of that name. */
export function isKeyHeaderName(name: string): boolean {
  return (
    TOKEN.test(name) &&
    !REFUSED.has(name.toLowerCase()) &&
    !/^(?:sec|proxy|access-control)-/i.test(name)
  );
}
