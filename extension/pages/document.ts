/** Reading the text that an address or a page gave as an API's document. */

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
      const href = text(field(target, 'href'), 2_000);
      if (href === undefined || !URL.canParse(href, url)) continue;
      const found = new URL(href, url).href;
      if (webOrigin(found) !== null) return found;
    }
  }
  return null;
}
