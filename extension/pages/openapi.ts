/** What an OpenAPI 3 or Swagger 2 document says about where an API is and how a key travels. */

import { isKeyHeaderName } from '../header-name.ts';
import type { ApiOperation, KeyHeader, SecurityScheme } from '../messages/page.ts';
import { webOrigin } from '../origins.ts';
import { entries, field, label, list, text } from './untrusted.ts';

const MAX_SERVERS = 20;
const MAX_SCHEMES = 30;
const MAX_URL = 2_000;
const MAX_OPERATIONS = 500;
const MAX_SCOPES = 100;
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace', 'query'];

/** The origins of the document's servers, in its order; `documentUrl` is where it came from. */
export function serverOrigins(document: unknown, documentUrl: string): string[] {
  const urls = field(document, 'swagger')
    ? swagger2Urls(document, documentUrl)
    : list(field(document, 'servers'), MAX_SERVERS).map(serverUrl);
  // By the specification, a document without servers speaks of where it was found.
  return uniqueOrigins(urls.length > 0 ? urls : ['/'], documentUrl);
}

/** The origins of URLs relative to `base`, each once; what is no web address is left out. */
export function uniqueOrigins(urls: (string | undefined)[], base: string): string[] {
  const origins = urls.map((url) =>
    url !== undefined && URL.canParse(url, base) ? webOrigin(new URL(url, base).href) : null,
  );
  return [...new Set(origins.filter((origin) => origin !== null))];
}

function serverUrl(server: unknown): string | undefined {
  const variables = field(server, 'variables');
  return text(field(server, 'url'), MAX_URL)?.replaceAll(
    /\{([^{}]{1,100})\}/g,
    (_, name: string) => text(field(field(variables, name), 'default'), 200) ?? '',
  );
}

function swagger2Urls(document: unknown, documentUrl: string): string[] {
  const host = text(field(document, 'host'), 300);
  const schemes = list(field(document, 'schemes'), 4).filter(
    (scheme) => scheme === 'https' || scheme === 'http',
  );
  if (schemes.length === 0) return [host ? `//${host}` : '/'];
  const documentHost = URL.canParse(documentUrl) ? new URL(documentUrl).host : undefined;
  const at = host ?? documentHost;
  return at ? schemes.map((scheme) => `${scheme}://${at}`) : [];
}

/**
 * The headers that the document's security schemes ask a key in: those of its global
 * requirement first. Empty where it names none that Keyturn can fill.
 */
export function keyHeaders(document: unknown): KeyHeader[] {
  const schemes = schemesOf(document);
  const required = list(field(document, 'security'), MAX_SCHEMES).flatMap((requirement) =>
    entries(requirement, MAX_SCHEMES).map(([name]) => name),
  );
  const headers = [...new Set([...required, ...schemes.keys()])].flatMap((name) =>
    schemeHeaders(schemes.get(name)),
  );
  return unique(headers);
}

/** Every way in which the document lets a caller say who it is. */
export function securitySchemes(document: unknown): SecurityScheme[] {
  return [...schemesOf(document)].map(([id, scheme]) => {
    const header = schemeHeaders(scheme)[0] ?? null;
    const type = field(scheme, 'type');
    // OAuth forms take no key: they sign in somewhere.
    const fillable = header !== null && (type === 'apiKey' || type === 'http');
    return { id, header, fillable, isHttp: type === 'http' };
  });
}

/** The operations with the scopes that each asks for, in the document's order. */
export function operations(document: unknown): ApiOperation[] {
  const found: ApiOperation[] = [];
  for (const [path, item] of entries(field(document, 'paths'), MAX_OPERATIONS)) {
    for (const method of METHODS) {
      const operation = field(item, method);
      if (typeof operation !== 'object' || operation === null) continue;
      found.push({
        method: method.toUpperCase(),
        path: label(path, 200),
        summary:
          label(field(operation, 'summary'), 100) || label(field(operation, 'operationId'), 100),
        scopes: scopesOf(field(operation, 'security') ?? field(document, 'security')),
      });
    }
  }
  return found.slice(0, MAX_OPERATIONS);
}

/** Of all alternatives together: which of them a key will stand for is not said. */
function scopesOf(security: unknown): string[] {
  const scopes = list(security, MAX_SCHEMES)
    .flatMap((requirement) => entries(requirement, MAX_SCHEMES))
    .flatMap(([, asked]) => list(asked, MAX_SCOPES))
    .map((scope) => label(scope, 100));
  return [...new Set(scopes.filter(Boolean))];
}

function schemesOf(document: unknown): Map<string, unknown> {
  return new Map([
    ...entries(field(field(document, 'components'), 'securitySchemes'), MAX_SCHEMES),
    ...entries(field(document, 'securityDefinitions'), MAX_SCHEMES),
  ]);
}

function schemeHeaders(scheme: unknown): KeyHeader[] {
  const type = field(scheme, 'type');
  if (type === 'oauth2' || type === 'openIdConnect') return [{ kind: 'bearer' }];
  if (type === 'http') {
    const isBearer = text(field(scheme, 'scheme'), 20)?.toLowerCase() === 'bearer';
    return isBearer ? [{ kind: 'bearer' }] : [];
  }
  const name = field(scheme, 'name');
  if (type !== 'apiKey' || field(scheme, 'in') !== 'header') return [];
  if (typeof name !== 'string' || !isKeyHeaderName(name)) return [];
  // Swagger 2 has no bearer scheme, so its documents write one as an `Authorization` key.
  if (name.toLowerCase() === 'authorization')
    return [{ kind: 'bearer' }, { kind: 'api-key', name }];
  return [{ kind: 'api-key', name }];
}

function unique(headers: KeyHeader[]): KeyHeader[] {
  const seen = new Set<string>();
  return headers.filter((header) => {
    const id = header.kind === 'bearer' ? header.kind : `:${header.name.toLowerCase()}`;
    return !seen.has(id) && seen.add(id);
  });
}
