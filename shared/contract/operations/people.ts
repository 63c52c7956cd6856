import { z } from 'zod';
import * as people from '../people.ts';
import { id, listOf } from '../primitives.ts';
import { inOrg, justPage, type Operation, oneMember } from './operation.ts';

export const peopleOperations = {
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
  changePassword: {
    summary: 'Change my password; my other sessions end',
    caller: 'person',
    body: people.changePasswordRequest,
    answers: { 204: null },
    errors: ['password_wrong', 'rate_limited'],
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
} as const satisfies Record<string, Operation>;
