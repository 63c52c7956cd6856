import { admin } from './admin.ts';
import { allow } from './allow.ts';
import { approvals } from './approvals.ts';
import { audit } from './audit.ts';
import { members } from './members.ts';
import { policies } from './policies.ts';
import { record } from './record.ts';
import { roles } from './roles.ts';
import { settings } from './settings.ts';

export type FullTabWords = typeof en;

export const en = { admin, allow, approvals, audit, members, policies, record, roles, settings };
