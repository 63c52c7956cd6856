import { Router } from 'express';
import { openApiDocument } from '../docs/openapi.ts';
import { swaggerPage } from '../docs/swagger-page.ts';
import { VERSION } from '../version.ts';

/** The server's own documentation, offline: its OpenAPI document and a page that tries it. */
export function docsRoutes(): Router {
  const document = openApiDocument(VERSION);
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(document);
  });
  router.use(swaggerPage({ title: 'Keyturn API', at: '/docs', document: '/openapi.json' }));
  return router;
}
