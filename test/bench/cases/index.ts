import type { Case } from './case.ts';
import { checkHttp } from './check-http.ts';

export const CASES: readonly Case[] = [checkHttp];
