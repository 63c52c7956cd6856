/** The OpenAPI 3.1 document, generated from the schemas that validate. */
import { ENDPOINTS, type OperationName } from '../../shared/contract/endpoints.ts';
import { methodAndPath } from '../../shared/contract/operations.ts';
import { AUTHORIZE_PATH, describeAuthorize } from './authorize.ts';
import { describe } from './describe.ts';
import { COMPONENTS, type Json } from './schema.ts';

/** The document for this version of the server; `servers` is left out: it is where it is served. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const name of Object.keys(ENDPOINTS) as OperationName[]) {
    const { method, path } = methodAndPath(name);
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(name) };
  }
  paths[AUTHORIZE_PATH] = { get: describeAuthorize() };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Keyturn',
      version,
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: { securitySchemes: SECURITY_SCHEMES, schemas: COMPONENTS },
  };
}

const DESCRIPTION = `Issue API keys, check them, and open or close API access.

People sign in and call with a session token; APIs and gateways call with a key. Every
refusal is a problem (RFC 9457) with a stable \`code\`: [all codes](/docs/errors). The
same operations to read through: [reference](/reference).`;

const SECURITY_SCHEMES = {
  session: { type: 'http', scheme: 'bearer', description: 'A session token, `kts_…`.' },
  key: { type: 'http', scheme: 'bearer', description: 'A key, `kt_…`.' },
  keyHeader: { type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'A key, `kt_…`.' },
  keyIdAndSecret: {
    type: 'http',
    scheme: 'basic',
    description: 'The id of a key as the user name, the key itself as the password.',
  },
};
