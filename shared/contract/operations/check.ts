import * as check from '../check.ts';
import type { Operation } from './operation.ts';

export const checkOperations = {
  verify: {
    summary: 'May this key do this',
    caller: 'keyturn.keys:verify',
    body: check.verifyRequest,
    answers: { 200: check.verifyAnswer },
    errors: [],
  },
  introspect: {
    summary: 'Is this key active, as RFC 7662 asks it',
    caller: 'keyturn.keys:verify',
    body: check.introspectRequest,
    basic: true,
    bodyType: 'application/x-www-form-urlencoded',
    answers: { 200: check.introspectAnswer },
    errors: [],
  },
  getAuthorizationServer: {
    summary: 'Where introspection is, for OAuth clients (RFC 8414)',
    caller: 'anyone',
    answers: { 200: check.authorizationServer },
    errors: [],
  },
  watchChanges: {
    summary: 'A stream that says when answers about keys may have changed',
    caller: 'keyturn.keys:verify',
    answerType: 'text/event-stream',
    answers: { 200: check.changeEvent },
    errors: ['rate_limited'],
  },
} as const satisfies Record<string, Operation>;
