import type { ApiPage } from './api-page.ts';

interface ElementsApi extends Element {
  apiDescriptionUrl?: unknown;
  apiDescriptionDocument?: unknown;
}

export const stoplight: ApiPage = { kind: 'stoplight', detect, fill };

function detect(): unknown {
  const element = document.querySelector<ElementsApi>('elements-api');
  if (!element) return null;
  const own = element.apiDescriptionDocument ?? '';
  return {
    heading: '',
    documentUrl: String(
      element.apiDescriptionUrl ?? element.getAttribute('apidescriptionurl') ?? '',
    ),
    documentText: typeof own === 'string' ? own : JSON.stringify(own),
    selectedServer: '',
  };
}

/** Elements has no way in but its storage, which it reads as the page loads. */
function fill(schemeId: string, value: string): boolean {
  const name = 'TryIt_securitySchemeValues';
  let kept: Record<string, unknown> = {};
  try {
    kept = JSON.parse(localStorage.getItem(name) ?? '{}');
  } catch {
    // What is no JSON is of no use to Elements either.
  }
  localStorage.setItem(name, JSON.stringify({ ...kept, [schemeId]: value }));
  location.reload();
  return true;
}
