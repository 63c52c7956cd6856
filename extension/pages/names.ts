import type { ApiPageKind } from '../messages/page.ts';

/** Their own names, the same in every language; null for pages of any kind. */
export const PAGE_NAMES: Record<ApiPageKind, string | null> = {
  'swagger-ui': 'Swagger UI',
  scalar: 'Scalar',
  rapidoc: 'RapiDoc',
  redoc: 'Redoc',
  stoplight: 'Stoplight Elements',
  graphiql: 'GraphiQL',
  linked: null,
  given: null,
};
