import { type RequestHandler, Router } from 'express';
import helmet from 'helmet';
import { ERRORS_PATH, errorsPage } from '../docs/errors-page.ts';
import { STYLE_PATH } from '../docs/html.ts';
import { openApiDocument } from '../docs/openapi.ts';
import { referencePage } from '../docs/reference-page.ts';
import { STYLE } from '../docs/style.ts';
import { swaggerPage } from '../docs/swagger-page.ts';
import { VERSION } from '../version.ts';

/** Neither script nor anything from elsewhere. */
const noScript: RequestHandler = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    imgSrc: ['data:'],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
});

/** The server's own documentation, offline: to be read by programs, tried, and read by people. */
export function docsRoutes(): Router {
  const document = once(() => openApiDocument(VERSION));
  const reference = once(() => referencePage(document()));
  const errors = once(errorsPage);
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(document());
  });
  router.get('/reference', noScript, (_request, response) => {
    response.type('html').send(reference());
  });
  router.get(ERRORS_PATH, noScript, (_request, response) => {
    response.type('html').send(errors());
  });
  router.get(STYLE_PATH, (_request, response) => {
    response.type('css').send(STYLE);
  });
  router.use(swaggerPage({ title: 'Keyturn API', at: '/docs', document: '/openapi.json' }));
  return router;
}

/** Made when it is first asked for: a start should not wait for it. */
function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
