/** Reading the text that an address or a page gave as an API's document. */

import LinkHeader from 'http-link-header';
import { load } from 'js-yaml';
import { webOrigin } from '../origins.ts';
import { field, list, text } from './untrusted.ts';

/** JSON or YAML; undefined for any other text. */
export function parseDocument(content: string): unknown {
  if (!content.trim()) return undefined;
  try {
    return JSON.parse(content);
  } catch {
    // The usual other way to write it.
  }
  try {
    const found = load(content, { json: true });
    return typeof found === 'object' && found !== null ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it describes an API: OpenAPI 3 or Swagger 2. */
export function isApiDocument(document: unknown): boolean {
  return (
    field(document, 'openapi') !== undefined ||
    field(document, 'swagger') !== undefined ||
    (field(document, 'info') !== undefined && field(document, 'paths') !== undefined)
  );
}

/**
 * The first document that an API catalogue (RFC 9727, a linkset by RFC 9264) leads to,
 * as a web address; null where it is none.
 */
export function catalogueTarget(document: unknown, url: string): string | null {
  for (const context of list(field(document, 'linkset'), 50)) {
    for (const target of list(field(context, 'service-desc'), 5)) {
      const found = webAddress(text(field(target, 'href'), 2_000), url);
      if (found !== null) return found;
    }
  }
  return null;
}

/**
 * The document, or else the catalogue, that a `Link` header (RFC 8288) of the page at `url`
 * names (RFC 8631, RFC 9727), as a web address; null where it names none.
 */
export function headerTarget(header: string, url: string): string | null {
  const links = parseLinks(header);
  for (const rel of ['service-desc', 'api-catalog']) {
    for (const { uri } of links?.rel(rel) ?? []) {
      const found = webAddress(uri, url);
      if (found !== null) return found;
    }
  }
  return null;
}

function parseLinks(header: string): LinkHeader | null {
  try {
    return LinkHeader.parse(header);
  } catch {
    return null;
  }
}

function webAddress(href: string | undefined, base: string): string | null {
  if (href === undefined || !URL.canParse(href, base)) return null;
  const found = new URL(href, base).href;
  return webOrigin(found) === null ? null : found;
}
