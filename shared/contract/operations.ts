/**
 * Every operation of the HTTP contract: who may call it, what it takes and what it
 * answers. The server validates with these schemas, clients take their types from
 * them, and the OpenAPI document is generated from them.
 */
import { z } from 'zod';
import type { ReservedScope } from '../scopes.ts';
import * as check from './check.ts';
import { ENDPOINTS, type OperationName } from './endpoints.ts';
import type { ErrorCode } from './errors.ts';
import * as keys from './keys.ts';
import * as orgs from './orgs.ts';
import * as people from './people.ts';
import { id, listOf, page } from './primitives.ts';
import * as roles from './roles.ts';
import * as server from './server.ts';

/**
 * Who may call: anyone; a signed-in person; a member of the org in the path; an
 * admin of that org; a key of any kind; or a key with that reserved scope.
 */
export type CallerKind = 'anyone' | 'person' | 'member' | 'admin' | 'key' | ReservedScope;

export interface Operation {
  summary: string;
  caller: CallerKind;
  params?: z.ZodObject;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The code for a body with fields that it does not have; `invalid_input` without it. */
  unknownFields?: ErrorCode;
  /** By HTTP status; null where the answer has no body. */
  answers: Record<number, z.ZodType | null>;
  /** The codes it may refuse with, besides those that every operation of its kind has. */
  errors: readonly ErrorCode[];
}

const inOrg = z.object({ org: id('org') });
const oneRole = z.object({ org: id('org'), id: id('rol') });
const oneMember = z.object({ org: id('org'), id: id('mem') });
const oneKey = z.object({ org: id('org'), id: id('key') });
const justPage = z.strictObject(page);

export const OPERATIONS = {
  healthz: {
    summary: 'Is the process up',
    caller: 'anyone',
    answers: { 200: server.health },
    errors: [],
  },
  readyz: {
    summary: 'Can it take a write',
    caller: 'anyone',
    answers: { 200: server.health },
    errors: ['not_ready'],
  },
  getServer: {
    summary: 'What server this is',
    caller: 'anyone',
    answers: { 200: server.serverInfo },
    errors: [],
  },
  setup: {
    summary: 'Make the first organisation and its admin',
    caller: 'anyone',
    body: people.setupRequest,
    answers: { 201: people.setupAnswer },
    errors: ['setup_done', 'setup_code_wrong', 'rate_limited'],
  },

  createSession: {
    summary: 'Sign in',
    caller: 'anyone',
    body: people.sessionRequest,
    answers: { 201: people.sessionAnswer },
    errors: ['credentials_wrong', 'rate_limited'],
  },
  listSessions: {
    summary: 'List my sessions',
    caller: 'person',
    query: justPage,
    answers: { 200: listOf(people.session) },
    errors: [],
  },
  endCurrentSession: {
    summary: 'Sign out here',
    caller: 'person',
    answers: { 204: null },
    errors: [],
  },
  endSession: {
    summary: 'Sign out elsewhere',
    caller: 'person',
    params: z.object({ id: id('ses') }),
    answers: { 204: null },
    errors: ['not_found'],
  },
  acceptInvitation: {
    summary: 'Accept an invitation and sign in',
    caller: 'anyone',
    body: people.acceptInvitationRequest,
    answers: { 201: people.sessionAnswer },
    errors: ['invitation_invalid', 'credentials_wrong', 'rate_limited'],
  },
  getMe: {
    summary: 'Who I am and what I may do',
    caller: 'person',
    answers: { 200: people.me },
    errors: [],
  },

  createOrg: {
    summary: 'Make an organisation, with me as its admin',
    caller: 'person',
    body: orgs.createOrgRequest,
    answers: { 201: orgs.org },
    errors: [],
  },
  getOrg: {
    summary: 'Read an organisation',
    caller: 'member',
    params: inOrg,
    answers: { 200: orgs.org },
    errors: [],
  },
  updateOrg: {
    summary: 'Rename it, open or close API access',
    caller: 'admin',
    params: inOrg,
    body: orgs.updateOrgRequest,
    answers: { 200: orgs.org },
    errors: [],
  },
  previewAccess: {
    summary: 'What turning the API-access switch would do now',
    caller: 'admin',
    params: inOrg,
    answers: { 200: orgs.accessPreview },
    errors: [],
  },
  listRoles: {
    summary: 'List roles',
    caller: 'member',
    params: inOrg,
    query: justPage,
    answers: { 200: listOf(roles.role) },
    errors: [],
  },
  createRole: {
    summary: 'Make a role',
    caller: 'admin',
    params: inOrg,
    body: roles.createRoleRequest,
    answers: { 201: roles.role },
    errors: ['name_taken', 'scope_unknown'],
  },
  updateRole: {
    summary: 'Change what a role allows: it reaches every key of its holders at once',
    caller: 'admin',
    params: oneRole,
    body: roles.updateRoleRequest,
    answers: { 200: roles.role },
    errors: ['role_built_in', 'name_taken', 'scope_unknown'],
  },
  deleteRole: {
    summary: 'Delete a role that nobody has',
    caller: 'admin',
    params: oneRole,
    answers: { 204: null },
    errors: ['role_built_in', 'role_in_use'],
  },
  getPermissions: {
    summary: 'Read the permission catalogue',
    caller: 'member',
    params: inOrg,
    answers: { 200: orgs.catalogue },
    errors: [],
  },
  putPermissions: {
    summary: 'Replace the permission catalogue',
    caller: 'admin',
    params: inOrg,
    body: orgs.putCatalogueRequest,
    answers: { 200: orgs.catalogue },
    errors: [],
  },
  listMembers: {
    summary: 'List members: admins see all, others themselves',
    caller: 'member',
    params: inOrg,
    query: justPage,
    answers: { 200: listOf(people.member) },
    errors: [],
  },
  createMember: {
    summary: 'Invite a person or add a service member',
    caller: 'admin',
    params: inOrg,
    body: people.createMemberRequest,
    answers: { 201: people.createMemberAnswer },
    errors: ['email_taken'],
  },
  updateMember: {
    summary: 'Change role, name or activity',
    caller: 'admin',
    params: oneMember,
    body: people.updateMemberRequest,
    answers: { 200: people.member },
    errors: ['last_admin'],
  },

  clearKeys: {
    summary: 'Revoke every key of a member, who may make new ones',
    caller: 'admin',
    params: oneMember,
    answers: { 200: people.clearKeysAnswer },
    errors: [],
  },

  listKeys: {
    summary: 'List keys, newest first',
    caller: 'member',
    params: inOrg,
    query: keys.listKeysQuery,
    answers: { 200: listOf(keys.key) },
    errors: ['admin_only'],
  },
  createKey: {
    summary: 'Create a key',
    caller: 'member',
    params: inOrg,
    body: keys.createKeyRequest,
    answers: { 201: keys.keyWithSecret },
    errors: [
      'admin_only',
      'api_access_off',
      'scope_beyond_role',
      'scope_unknown',
      'expiry_in_past',
    ],
  },
  getKey: {
    summary: 'Read a key',
    caller: 'member',
    params: oneKey,
    answers: { 200: keys.key },
    errors: [],
  },
  renameKey: {
    summary: 'Rename a key',
    caller: 'member',
    params: oneKey,
    body: keys.renameKeyRequest,
    unknownFields: 'immutable',
    answers: { 200: keys.key },
    errors: ['immutable'],
  },
  disableKey: {
    summary: 'Deactivate a key',
    caller: 'member',
    params: oneKey,
    answers: { 200: keys.key },
    errors: ['key_revoked', 'key_expired'],
  },
  enableKey: {
    summary: 'Activate a key again',
    caller: 'member',
    params: oneKey,
    answers: { 200: keys.key },
    errors: ['key_revoked', 'key_expired', 'disabled_by_admin'],
  },
  revokeKey: {
    summary: 'Revoke a key for good',
    caller: 'member',
    params: oneKey,
    body: keys.revokeKeyRequest.optional(),
    answers: { 200: keys.key },
    errors: [],
  },
  regenerateKey: {
    summary: 'Replace a key by a new one with the same name, scopes, owner and expiry',
    caller: 'member',
    params: oneKey,
    body: keys.regenerateKeyRequest.optional(),
    answers: { 201: keys.keyWithSecret },
    errors: ['key_revoked', 'key_expired', 'disabled_by_admin', 'api_access_off'],
  },
  deleteKey: {
    summary: 'Delete a key for good',
    caller: 'member',
    params: oneKey,
    answers: { 204: null },
    errors: [],
  },
  revokeSelf: {
    summary: 'Revoke the key that this request carries',
    caller: 'key',
    answers: { 200: keys.key },
    errors: [],
  },

  verify: {
    summary: 'May this key do this',
    caller: 'keyturn.keys:verify',
    body: check.verifyRequest,
    answers: { 200: check.verifyAnswer },
    errors: [],
  },
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
