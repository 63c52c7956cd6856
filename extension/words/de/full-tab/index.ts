import type { FullTabWords } from '../../en/full-tab/index.ts';
import { admin } from './admin.ts';
import { allow } from './allow.ts';
import { approvals } from './approvals.ts';
import { audit } from './audit.ts';
import { members } from './members.ts';
import { policies } from './policies.ts';
import { record } from './record.ts';
import { roles } from './roles.ts';
import { settings } from './settings.ts';

export const de: FullTabWords = {
  admin,
  allow,
  approvals,
  audit,
  members,
  policies,
  record,
  roles,
  settings,
};
