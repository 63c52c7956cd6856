import { Router } from 'express';
import type { ChangeStreams } from '../check/change-streams.ts';
import { checkKey } from '../check/check-key.ts';
import { introspectAnswer } from '../check/introspect.ts';
import type { Context } from '../domain/context.ts';
import { offer, offerStream } from '../http/operation.ts';
import { publicUrl } from '../http/public-url.ts';

/** Beside `verify` and `authorize`, which are answered ahead of Express. */
export function checkRoutes(
  context: Context,
  changes: ChangeStreams,
  configuredUrl: string | null,
): Router {
  const router = Router();

  offer(router, context, 'introspect', async ({ body, caller }, request) => {
    const checked = await checkKey(context, caller.org.id, body.token, []);
    return { status: 200, body: introspectAnswer(checked, publicUrl(configuredUrl, request)) };
  });

  offer(router, context, 'getAuthorizationServer', (_call, request) => {
    const issuer = publicUrl(configuredUrl, request);
    return {
      status: 200,
      body: {
        issuer,
        introspection_endpoint: `${issuer}/v1/introspect`,
        introspection_endpoint_auth_methods_supported: ['client_secret_basic', 'Bearer'],
        response_types_supported: [],
        service_documentation: `${issuer}/docs`,
      },
    };
  });

  offerStream(router, context, 'watchChanges', ({ caller }, signal) => ({
    items: changes.open(caller, signal),
    // For nginx, which otherwise keeps an answer until there is much of it.
    headers: { 'X-Accel-Buffering': 'no' },
  }));

  return router;
}
