import type { FullTabWords } from '../../en/full-tab/index.ts';
import { allow } from './allow.ts';

export const de: FullTabWords = { allow };
