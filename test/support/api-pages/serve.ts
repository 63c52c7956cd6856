/** Real API pages from their npm packages, each about the same API; no outside host is needed. */
import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { dump } from 'js-yaml';
import { type Listening, listen } from '../listen.ts';
import { ordersDocument } from './document.ts';
import { bundleGraphiql } from './graphiql-bundle.ts';

const MODULES = resolve(import.meta.dirname, '../../../node_modules');

const FILES: Record<string, string> = {
  '/swagger.js': 'swagger-ui-dist/swagger-ui-bundle.js',
  '/swagger.css': 'swagger-ui-dist/swagger-ui.css',
  '/scalar.js': '@scalar/api-reference/dist/browser/standalone.js',
  '/rapidoc.js': 'rapidoc/dist/rapidoc-min.js',
  '/redoc.js': 'redoc/bundles/redoc.standalone.js',
  '/stoplight.js': '@stoplight/elements/web-components.min.js',
  '/stoplight.css': '@stoplight/elements/styles.min.css',
};

const page = (title: string, body: string) =>
  `<!doctype html><meta charset="utf-8"><title>${title}</title><body>${body}`;

/** By path; each as its own documentation sets it up. */
function pages(apiOrigin: string): Record<string, string> {
  return {
    '/swagger-ui': page(
      'Swagger',
      `<link rel="stylesheet" href="/swagger.css"><div id="ui"></div><script src="/swagger.js"></script>
      <script>window.ui = SwaggerUIBundle({ url: '/openapi.json', dom_id: '#ui' })</script>`,
    ),
    '/scalar': page(
      'Scalar',
      `<div id="app"></div><script src="/scalar.js"></script>
      <script>Scalar.createApiReference('#app', { url: '/openapi.json', withDefaultFonts: false })</script>`,
    ),
    '/rapidoc': page(
      'RapiDoc',
      `<script src="/rapidoc.js"></script><rapi-doc spec-url="/openapi.json" load-fonts="false"></rapi-doc>`,
    ),
    '/redoc': page(
      'Redoc',
      `<div id="redoc"></div><script src="/redoc.js"></script>
      <script>Redoc.init('/openapi.yaml', {}, document.getElementById('redoc'))</script>`,
    ),
    '/stoplight': page(
      'Elements',
      `<link rel="stylesheet" href="/stoplight.css"><script src="/stoplight.js"></script>
      <elements-api apiDescriptionUrl="/openapi.json" router="hash"></elements-api>`,
    ),
    '/graphiql': page(
      'Orders graph',
      `<link rel="stylesheet" href="/graphiql.css">
      <div id="graphiql" data-endpoint="${apiOrigin}/graphql" style="height: 100vh"></div>
      <script src="/graphiql.js"></script>`,
    ),
    '/linked': page('Docs', '<link rel="service-desc" href="/openapi.yaml"><h1>Docs</h1>'),
    '/plain': page('Docs', '<h1>Docs</h1>'),
  };
}

/** Serves all of them; the API itself is at `apiOrigin`. */
export async function serveApiPages(apiOrigin: string): Promise<Listening> {
  const document = ordersDocument(apiOrigin);
  const html = pages(apiOrigin);
  const texts: Record<string, [type: string, text: string]> = {
    '/openapi.json': ['application/json', JSON.stringify(document)],
    '/openapi.yaml': ['application/yaml', dump(document, { noRefs: true })],
    '/catalogue': [
      'application/linkset+json',
      JSON.stringify({ linkset: [{ 'service-desc': [{ href: '/openapi.yaml' }] }] }),
    ],
  };
  // Only where it is asked for, since it takes seconds.
  let bundled: ReturnType<typeof bundleGraphiql> | undefined;
  const graphiql = async (pathname: string): Promise<[type: string, text: string] | undefined> => {
    if (!/^\/graphiql\.(?:js|css)$/.test(pathname)) return undefined;
    bundled ??= bundleGraphiql();
    const { script, style } = await bundled;
    return pathname.endsWith('.css') ? ['text/css', style] : ['text/javascript', script];
  };
  return listen(() => async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://pages.test');
    const file = FILES[pathname];
    const [type, text] = texts[pathname] ??
      (await graphiql(pathname)) ?? ['text/html', html[pathname]];
    if (file !== undefined) {
      const kind = file.endsWith('.css') ? 'text/css' : 'text/javascript';
      response.setHeader('Content-Type', `${kind}; charset=utf-8`);
      createReadStream(resolve(MODULES, file)).pipe(response);
    } else if (text === undefined) {
      response.writeHead(404).end();
    } else {
      response.setHeader('Content-Type', `${type}; charset=utf-8`).end(text);
    }
  });
}
