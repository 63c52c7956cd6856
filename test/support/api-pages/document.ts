/** The API that the test pages describe; it lives at `apiOrigin`. */
export function ordersDocument(apiOrigin: string) {
  const asks = (scope: string) => ({
    security: [{ header: [scope] }, { token: [scope] }],
    responses: { 200: { description: 'Done' } },
  });
  return {
    openapi: '3.1.0',
    info: { title: 'Orders', version: '1.0.0' },
    servers: [{ url: apiOrigin }, { url: 'http://staging.test/v1' }],
    paths: {
      '/orders': {
        get: { summary: 'List orders', ...asks('tasks:read') },
        post: { summary: 'Place an order', ...asks('tasks:create') },
      },
    },
    components: {
      securitySchemes: {
        header: { type: 'apiKey', in: 'header', name: 'X-Orders-Key' },
        token: { type: 'http', scheme: 'bearer' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'session' },
      },
    },
  };
}
