import { admin } from './admin.ts';
import { allow } from './allow.ts';
import { members } from './members.ts';
import { settings } from './settings.ts';

export type FullTabWords = typeof en;

export const en = { admin, allow, members, settings };
