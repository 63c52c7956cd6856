import type { ApiPage } from './api-page.ts';

export const redoc: ApiPage = { kind: 'redoc', detect };

/** Redoc keeps its state to itself; its link to the document and the loaded one are in sight. */
function detect(): unknown {
  const tag = document.querySelector('redoc');
  const root = document.querySelector('.redoc-wrap');
  if (!tag && !root) return null;
  const loaded = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ initiatorType }) => initiatorType === 'fetch')
    .map(({ name }) => name)
    .find((url) => /openapi|swagger|api-docs|\.(?:json|ya?ml)(?:[?#]|$)/i.test(url));
  const download = root?.querySelector<HTMLAnchorElement>('a[download][href]')?.href;
  return {
    heading: root?.querySelector('h1')?.textContent ?? '',
    documentUrl: tag?.getAttribute('spec-url') || loaded || download || '',
    documentText: '',
    selectedServer: '',
  };
}
