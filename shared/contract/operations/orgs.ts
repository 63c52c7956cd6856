import * as orgs from '../orgs.ts';
import { listOf } from '../primitives.ts';
import * as roles from '../roles.ts';
import { inOrg, justPage, type Operation, oneRole } from './operation.ts';

export const orgsOperations = {
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
    summary: 'Rename it, open or close API access, set its policy or its documentation link',
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
} as const satisfies Record<string, Operation>;
