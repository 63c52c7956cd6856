import { admin } from './admin.ts';
import { allow } from './allow.ts';
import { approvals } from './approvals.ts';
import { members } from './members.ts';
import { record } from './record.ts';
import { roles } from './roles.ts';
import { settings } from './settings.ts';

export type FullTabWords = typeof en;

export const en = { admin, allow, approvals, members, record, roles, settings };
