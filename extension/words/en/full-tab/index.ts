import { allow } from './allow.ts';

export type FullTabWords = typeof en;

export const en = { allow };
