import type { ApiPage } from './api-page.ts';

/** RapiDoc's element, as far as it is read; nothing of it is sure to be there. */
interface RapiDoc extends Element {
  resolvedSpec?: {
    info?: unknown;
    servers?: unknown;
    securitySchemes?: { securitySchemeId?: string }[];
    tags?: {
      paths?: { path?: string; method?: string; summary?: unknown; security?: unknown }[];
    }[];
  };
  selectedServer?: { computedUrl?: unknown };
  setApiKey?: (scheme: string, value: string) => unknown;
}

export const rapidoc: ApiPage = { kind: 'rapidoc', detect, fill };

/** RapiDoc keeps no document but what it made of it, by tags: put together again here. */
function detect(): unknown {
  const element = document.querySelector<RapiDoc>('rapi-doc');
  if (!element) return null;
  const found = {
    heading: '',
    documentUrl: element.getAttribute('spec-url') ?? '',
    documentText: '',
    selectedServer: '',
  };
  try {
    found.selectedServer = String(element.selectedServer?.computedUrl ?? '');
    const spec = element.resolvedSpec;
    if (!spec?.info) return found;
    const paths: Record<string, Record<string, unknown>> = {};
    for (const one of (spec.tags ?? []).flatMap((tag) => tag.paths ?? [])) {
      const at = String(one.path);
      paths[at] ??= {};
      paths[at][String(one.method)] = { summary: one.summary, security: one.security };
    }
    // The scheme's `value` is what the person has typed there: not to be read.
    const schemes = (spec.securitySchemes ?? []).map(
      ({ securitySchemeId, ...one }: { securitySchemeId?: string } & Record<string, unknown>) => [
        String(securitySchemeId),
        { type: one.type, in: one.in, name: one.name, scheme: one.scheme },
      ],
    );
    found.documentText = JSON.stringify({
      openapi: '3.1.0',
      info: spec.info,
      servers: spec.servers,
      paths,
      components: { securitySchemes: Object.fromEntries(schemes) },
    });
  } catch {
    // Another version: its address alone leads to the document.
  }
  return found;
}

function fill(schemeId: string, value: string): boolean {
  const element = document.querySelector<RapiDoc>('rapi-doc');
  return element?.setApiKey?.(schemeId, value) === true;
}
