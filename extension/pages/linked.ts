import type { ApiPage } from './api-page.ts';

/** A page of any kind that links its API's document (RFC 8631). */
export const linked: ApiPage = { kind: 'linked', detect };

function detect(): unknown {
  const link = document.querySelector<HTMLLinkElement>(
    'link[rel~="service-desc" i][href], a[rel~="service-desc" i][href]',
  );
  if (!link) return null;
  return { heading: document.title, documentUrl: link.href, documentText: '', selectedServer: '' };
}
