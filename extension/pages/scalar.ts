import type { ApiPage } from './api-page.ts';

/** What Scalar 1.x leaves in a page to look into its state; not sure to be there. */
interface Workspace {
  workspace?: { documents?: Record<string, unknown>; activeDocument?: Record<string, unknown> };
  auth?: {
    setAuthSecrets?: (document: string, scheme: string, secret: object) => void;
    getAuthSecrets?: (document: string, scheme: string) => unknown;
  };
}

declare const dataDumpWorkspace: (() => Workspace | undefined) | undefined;

export const scalar: ApiPage = { kind: 'scalar', detect, fill };

function detect(): unknown {
  const script = document.querySelector<HTMLElement>('script#api-reference');
  const root = document.querySelector('.scalar-app, .scalar-api-reference');
  if (!script && !root) return null;
  const found = { heading: '', documentUrl: '', documentText: '', selectedServer: '' };
  try {
    const dump = typeof dataDumpWorkspace === 'function' ? dataDumpWorkspace() : undefined;
    const active = dump?.workspace?.activeDocument;
    if (active) {
      found.documentUrl = String(active['x-scalar-original-source-url'] ?? '');
      found.selectedServer = String(active['x-scalar-selected-server'] ?? '');
      const heavy = /^(?:responses|requestBody|parameters|schemas?|examples?|description|x-.*)$/;
      found.documentText = JSON.stringify(active, (name, value) =>
        heavy.test(name) ? undefined : value,
      );
      return found;
    }
  } catch {
    // Another version: the document is found as below.
  }
  const inline = script?.textContent?.trim() ?? '';
  if (inline) found.documentText = inline;
  const loaded = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ initiatorType }) => initiatorType === 'fetch')
    .map(({ name }) => name)
    .find((url) => /openapi|swagger|api-docs|\.(?:json|ya?ml)(?:[?#]|$)/i.test(url));
  found.documentUrl = script?.dataset.url || loaded || '';
  return found;
}

function fill(schemeId: string, value: string, isBearer: boolean): boolean {
  const dump = typeof dataDumpWorkspace === 'function' ? dataDumpWorkspace() : undefined;
  const { documents = {}, activeDocument } = dump?.workspace ?? {};
  const names = Object.keys(documents);
  const name = names.find((one) => documents[one] === activeDocument) ?? names[0];
  if (name === undefined || !dump?.auth?.setAuthSecrets) return false;
  dump.auth.setAuthSecrets(name, schemeId, {
    type: isBearer ? 'http' : 'apiKey',
    'x-scalar-secret-token': value,
  });
  return JSON.stringify(dump.auth.getAuthSecrets?.(name, schemeId) ?? null).includes(value);
}
