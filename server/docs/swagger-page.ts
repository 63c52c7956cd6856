import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import express, { Router } from 'express';
import helmet from 'helmet';

const ASSETS = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

export interface SwaggerPage {
  title: string;
  /** Where the page is, without a slash at the end; empty for the root. */
  at: string;
  /** Path of the OpenAPI document on this server. */
  document: string;
  /** Other origins that its "Try it out" may call. */
  connectTo?: string[];
}

/** A Swagger UI page, served whole from this server. */
export function swaggerPage({ title, at, document, connectTo = [] }: SwaggerPage): Router {
  const router = Router();
  router.get(at || '/', contentSecurity(connectTo), (_request, response) => {
    response.type('html').send(html(title, at));
  });
  router.get(`${at}/page.js`, (_request, response) => {
    response.type('js').send(script(document));
  });
  router.use(`${at}/swagger-ui`, express.static(ASSETS, { index: false }));
  return router;
}

function contentSecurity(connectTo: string[]) {
  return helmet.contentSecurityPolicy({
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      // Swagger UI writes style attributes.
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'", ...connectTo],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  });
}

/** No inline script, so that a strict Content-Security-Policy can stand. */
const html = (title: string, at: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<link rel="icon" href="${at}/swagger-ui/favicon-32x32.png">
<link rel="stylesheet" href="${at}/swagger-ui/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="${at}/swagger-ui/swagger-ui-bundle.js"></script>
<script src="${at}/page.js"></script>
</body>
</html>
`;

const script = (document: string) => `window.ui = SwaggerUIBundle({
  url: ${JSON.stringify(document)},
  dom_id: '#swagger-ui',
  deepLinking: true,
  tryItOutEnabled: true,
});
`;
