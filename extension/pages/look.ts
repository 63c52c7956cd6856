import type { DescribedApi, Look } from './api-page.ts';
import {
  keyHeaders,
  operations,
  securitySchemes,
  serverOrigins,
  uniqueOrigins,
} from './openapi.ts';
import { field, label, text } from './untrusted.ts';

/** Longer documents are not read: 5 million characters. */
export const MAX_DOCUMENT = 5_000_000;
const MAX_URL = 2_000;

/** What a page's `detect` gave, as texts of a bounded length; null for what is no look. */
export function toLook(found: unknown): Look | null {
  if (typeof found !== 'object' || found === null) return null;
  const documentText = text(field(found, 'documentText'), MAX_DOCUMENT + 1) ?? '';
  return {
    heading: label(field(found, 'heading'), 100),
    documentUrl: text(field(found, 'documentUrl'), MAX_URL) ?? '',
    documentText: documentText.length > MAX_DOCUMENT ? '' : documentText,
    selectedServer: text(field(found, 'selectedServer'), MAX_URL) ?? '',
  };
}

/** What an OpenAPI document says, and the page beside it. */
export function describeOpenApi(look: Look, document: unknown, pageUrl: string): DescribedApi {
  const { documentUrl: url, selectedServer } = look;
  const info = field(document, 'info');
  const documentUrl = url && URL.canParse(url, pageUrl) ? new URL(url, pageUrl).href : pageUrl;
  const servers = info === undefined ? [] : serverOrigins(document, documentUrl);
  const chosen = selectedServer ? uniqueOrigins([selectedServer], documentUrl) : [];
  // A chosen server that the document does not have is none of its API's.
  const likeliest = chosen.filter((origin) => servers.includes(origin));
  return {
    apiName: label(field(info, 'title'), 100) || look.heading || 'API',
    apiOrigins: [...new Set([...likeliest, ...servers])],
    headers: keyHeaders(document),
    schemes: securitySchemes(document),
    operations: operations(document),
  };
}
