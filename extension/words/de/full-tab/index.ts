import type { FullTabWords } from '../../en/full-tab/index.ts';
import { admin } from './admin.ts';
import { allow } from './allow.ts';
import { approvals } from './approvals.ts';
import { members } from './members.ts';
import { record } from './record.ts';
import { roles } from './roles.ts';
import { settings } from './settings.ts';

export const de: FullTabWords = { admin, allow, approvals, members, record, roles, settings };
