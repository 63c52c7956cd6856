import type { ApiPage, DescribedApi, Look } from './api-page.ts';
import { uniqueOrigins } from './openapi.ts';

export const graphiql: ApiPage = { kind: 'graphiql', detect, describe };

/** GraphiQL's endpoint is in its fetcher, out of sight; what it asked for schema is not. */
function detect(): unknown {
  if (!document.querySelector('.graphiql-container')) return null;
  const asked = (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ initiatorType }) => initiatorType === 'fetch' || initiatorType === 'xmlhttprequest')
    .map(({ name }) => name);
  const endpoint = asked.findLast((url) => /graphql|\/gql|\/query/i.test(url)) ?? asked.at(-1);
  return {
    heading: document.title,
    documentUrl: '',
    documentText: '',
    selectedServer: endpoint ?? '',
  };
}

/** A GraphQL schema says nothing of keys, nor of what each field needs. */
function describe(look: Look, _document: unknown, pageUrl: string): DescribedApi {
  return {
    apiName: look.heading || 'GraphQL',
    apiOrigins: look.selectedServer ? uniqueOrigins([look.selectedServer], pageUrl) : [],
    headers: [],
    schemes: [],
    operations: [],
  };
}
