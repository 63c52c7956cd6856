/**
 * Every operation of the HTTP contract: who may call it, what it takes and what it
 * answers. The server validates with these schemas, clients take their types from
 * them, and the OpenAPI document is generated from them.
 */
import type { z } from 'zod';
import { ENDPOINTS, type OperationName } from './endpoints.ts';
import { auditOperations } from './operations/audit.ts';
import { checkOperations } from './operations/check.ts';
import { keysOperations } from './operations/keys.ts';
import type { Operation } from './operations/operation.ts';
import { orgsOperations } from './operations/orgs.ts';
import { peopleOperations } from './operations/people.ts';
import { serverOperations } from './operations/server.ts';
import { webhooksOperations } from './operations/webhooks.ts';

export type { CallerKind, Operation } from './operations/operation.ts';

export const OPERATIONS = {
  ...serverOperations,
  ...peopleOperations,
  ...orgsOperations,
  ...keysOperations,
  ...checkOperations,
  ...webhooksOperations,
  ...auditOperations,
} as const satisfies Record<OperationName, Operation>;

type Op<N extends OperationName> = (typeof OPERATIONS)[N];
type Field<N extends OperationName, F extends string> =
  Op<N> extends Record<F, infer S> ? S : never;

/** Path parameters, the query and the body as a client writes them. */
export type ParamsOf<N extends OperationName> = z.input<Field<N, 'params'>>;
export type QueryOf<N extends OperationName> = z.input<Field<N, 'query'>>;
export type BodyOf<N extends OperationName> = z.input<Field<N, 'body'>>;
/** The same after validation, as the server reads them. */
export type ValidParams<N extends OperationName> = z.output<Field<N, 'params'>>;
export type ValidQuery<N extends OperationName> = z.output<Field<N, 'query'>>;
export type ValidBody<N extends OperationName> = z.output<Field<N, 'body'>>;
/** The body of a 2xx answer. */
export type AnswerOf<N extends OperationName> = {
  [S in keyof Op<N>['answers']]: Op<N>['answers'][S] extends z.ZodType
    ? z.output<Op<N>['answers'][S]>
    : undefined;
}[keyof Op<N>['answers']];

export function methodAndPath(name: OperationName): { method: string; path: string } {
  const [method, path] = ENDPOINTS[name].split(' ') as [string, string];
  return { method, path };
}
