import type { ApiPage } from './api-page.ts';

/** The part of Swagger UI's object that is used; no method of it is sure to be there. */
interface SwaggerUi {
  specSelectors?: {
    url?: () => unknown;
    specJson?: () => { toJS?: () => Record<string, unknown> };
  };
  oas3Selectors?: { selectedServer?: () => unknown };
  preauthorizeApiKey?: (scheme: string, value: string) => unknown;
  authSelectors?: { authorized?: () => { has?: (scheme: string) => boolean } };
}

/** Most pages put Swagger UI's object in a global `ui`, some of them by `const`. */
declare const ui: SwaggerUi | undefined;

export const swaggerUi: ApiPage = { kind: 'swagger-ui', detect, fill };

function detect(): unknown {
  const root = document.querySelector('.swagger-ui');
  const swagger = typeof ui === 'undefined' ? undefined : ui;
  if (!root && !swagger?.specSelectors) return null;
  const heading = root?.querySelector('.info .title')?.firstChild?.textContent ?? '';
  const found = { heading, documentUrl: '', documentText: '', selectedServer: '' };
  try {
    found.documentUrl = String(swagger?.specSelectors?.url?.() ?? '');
    const spec = swagger?.specSelectors?.specJson?.()?.toJS?.();
    // Left out is what fills most of a document and is not looked at.
    const heavy = /^(?:responses|requestBody|parameters|schemas?|examples?|description)$/;
    if (spec) {
      found.documentText = JSON.stringify(spec, (name, value) =>
        heavy.test(name) ? undefined : value,
      );
    }
    found.selectedServer = String(swagger?.oas3Selectors?.selectedServer?.() ?? '');
  } catch {
    // Another version of Swagger UI, or a page that only looks like it: what was found stands.
  }
  return found;
}

function fill(schemeId: string, value: string): boolean {
  if (typeof ui === 'undefined' || !ui.preauthorizeApiKey) return false;
  ui.preauthorizeApiKey(schemeId, value);
  return ui.authSelectors?.authorized?.()?.has?.(schemeId) === true;
}
