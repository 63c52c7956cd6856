/** Answers any method and speaks in headers, so it stands outside the table of operations. */
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { ERRORS } from '../../shared/contract/errors.ts';
import { inOrg } from '../../shared/contract/operations/operation.ts';
import { type Json, problemContent, schemaOf } from './schema.ts';

export const AUTHORIZE_PATH = '/v1/orgs/{org}/authorize';

const text = { type: 'string' };
const CHALLENGE = {
  'WWW-Authenticate': { description: 'As in RFC 6750 section 3.', schema: text },
};

/** For gateways: 200, 401 and 403 are all that nginx passes on. */
export function describeAuthorize(): Json {
  return {
    operationId: 'authorize',
    summary: 'May the key of this request do this (for gateways; any method)',
    description:
      'Answered alike for every method, without reading a body. The client’s own method and path come from ' +
      '`X-Forwarded-Method` and `X-Forwarded-Uri`, or `X-Original-Method` and `X-Original-URI`, of a gateway ' +
      'that `KEYTURN_TRUST_PROXY` names, and go on the key’s record.',
    tags: ['authorize'],
    security: [{ key: [] }, { keyHeader: [] }],
    parameters: [
      {
        name: 'org',
        in: 'path',
        required: true,
        schema: (schemaOf(inOrg, 'input').properties as Json).org,
      },
      {
        name: 'scope',
        in: 'query',
        required: false,
        description: 'All of them must hold.',
        schema: { type: 'array', items: text, maxItems: 50 },
        explode: true,
        example: ['tasks:read'],
      },
    ],
    responses: {
      200: {
        description: 'It may.',
        headers: {
          'X-Keyturn-Key-Id': { schema: text },
          'X-Keyturn-Owner-Id': { schema: text },
          'X-Keyturn-Scopes': { description: 'Effective scopes, parted by spaces.', schema: text },
        },
      },
      401: refusal('There is no working key.', ['credentials_missing', 'credentials_invalid']),
      403: refusal('The key lacks a scope.', ['scope_missing', 'scope_invalid']),
      503: { description: ERRORS.not_ready.title, content: problemContent(['not_ready']) },
    },
  };
}

function refusal(description: string, codes: ErrorCode[]): Json {
  return { description, headers: CHALLENGE, content: problemContent(codes) };
}
