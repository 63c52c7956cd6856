import type { ApiPage } from './api-page.ts';
import { graphiql } from './graphiql.ts';
import { linked } from './linked.ts';
import { rapidoc } from './rapidoc.ts';
import { redoc } from './redoc.ts';
import { scalar } from './scalar.ts';
import { stoplight } from './stoplight.ts';
import { swaggerUi } from './swagger-ui.ts';

/** The first one that knows the page counts. */
export const API_PAGES: readonly ApiPage[] = [
  swaggerUi,
  scalar,
  rapidoc,
  redoc,
  stoplight,
  graphiql,
  linked,
];
