import type { ApiPage, DescribedApi } from './api-page.ts';
import { keyHeaders, serverOrigins, uniqueOrigins } from './openapi.ts';
import { field, label, text } from './untrusted.ts';

/** The part of Swagger UI's object that is read; no method of it is sure to be there. */
interface SwaggerUi {
  specSelectors?: {
    url?: () => unknown;
    specJson?: () => { toJS?: () => Record<string, unknown> };
  };
  oas3Selectors?: { selectedServer?: () => unknown };
}

/** Most pages put Swagger UI's object in a global `ui`, some of them by `const`. */
declare const ui: SwaggerUi | undefined;

export const swaggerUi: ApiPage = { kind: 'swagger-ui', detect, describe };

function detect(): unknown {
  const root = document.querySelector('.swagger-ui');
  const swagger = typeof ui === 'undefined' ? undefined : ui;
  if (!root && !swagger?.specSelectors) return null;
  const heading = root?.querySelector('.info .title')?.firstChild?.textContent ?? '';
  const found = { heading: heading.slice(0, 400), url: '', selectedServer: '', document: {} };
  try {
    found.url = String(swagger?.specSelectors?.url?.() ?? '').slice(0, 2_000);
    const spec = swagger?.specSelectors?.specJson?.()?.toJS?.() ?? {};
    const components = spec.components as { securitySchemes?: unknown } | undefined;
    // Only what is described below: whole documents run to megabytes.
    found.document = {
      swagger: spec.swagger,
      info: { title: (spec.info as { title?: unknown } | undefined)?.title },
      servers: spec.servers,
      host: spec.host,
      schemes: spec.schemes,
      security: spec.security,
      securityDefinitions: spec.securityDefinitions,
      components: { securitySchemes: components?.securitySchemes },
    };
    found.selectedServer = String(swagger?.oas3Selectors?.selectedServer?.() ?? '').slice(0, 2_000);
  } catch {
    // Another version of Swagger UI, or a page that only looks like it: what was found stands.
  }
  return found;
}

function describe(detected: unknown, pageUrl: string): DescribedApi | null {
  if (typeof detected !== 'object' || detected === null) return null;
  const document = field(detected, 'document');
  const apiName =
    label(field(field(document, 'info'), 'title'), 100) || label(field(detected, 'heading'), 100);
  const hasDocument = field(field(document, 'info'), 'title') !== undefined;
  const url = text(field(detected, 'url'), 2_000) ?? '';
  const documentUrl = URL.canParse(url, pageUrl) ? new URL(url, pageUrl).href : pageUrl;
  const selected = text(field(detected, 'selectedServer'), 2_000);
  const servers = hasDocument ? serverOrigins(document, documentUrl) : [];
  const likeliest = selected ? uniqueOrigins([selected], documentUrl) : [];
  return {
    apiName: apiName || 'API',
    // A selected server with variables still in it has no origin of its own among the servers.
    apiOrigins: [...likeliest.filter((origin) => servers.includes(origin)), ...servers].filter(
      (origin, index, all) => all.indexOf(origin) === index,
    ),
    headers: keyHeaders(document),
  };
}
