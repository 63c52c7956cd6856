import { ERRORS, type ErrorCode } from '../../shared/contract/errors.ts';
import { html, page } from './html.ts';

export const ERRORS_PATH = '/docs/errors';

/**
 * What a problem of that code has as its `type`: a place to read about it, relative to
 * the server that answered. Stable, since clients may compare it (RFC 9457 section 3.1.1).
 */
export function problemType(code: ErrorCode): string {
  return `${ERRORS_PATH}#${code}`;
}

/** The one table of error codes. */
export function errorsPage(): string {
  const rows = Object.entries(ERRORS).map(
    ([code, { status, title }]) =>
      html`<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}.</td></tr>
`,
  );
  return page(
    'Keyturn: error codes',
    html`<main>
<h1>Error codes</h1>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457). <code>code</code> never changes its
meaning; <code>title</code> and <code>detail</code> are for people and may be worded anew. <code>detail</code>
says what to do, <code>requestId</code> names the line of the server’s log, and <code>errors</code> says where
input is invalid. <code>type</code> leads here.</p>
<p>A request that is no HTTP, or whose headers are too large (16 kB) or too slow (15 s), is refused with
<code>malformed_request</code>, <code>headers_too_large</code> or <code>request_too_slow</code>, and the
connection ends.</p>
<p>By operation: <a href="/reference">reference</a>, <a href="/docs">try it</a>.</p>
<table>
<thead><tr><th scope="col">code</th><th scope="col">status</th><th scope="col">meaning</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</main>`,
  );
}
