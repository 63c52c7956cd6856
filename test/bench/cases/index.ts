import type { Case } from './case.ts';
import { checkHttp } from './check-http.ts';
import { checkSizes } from './check-sizes.ts';
import { creates } from './creates.ts';
import { management } from './management.ts';
import { popup } from './popup.ts';
import { postgresChecks } from './postgres-checks.ts';
import { postgresCreates } from './postgres-creates.ts';
import { postgresRevoke } from './postgres-revoke.ts';
import { start } from './start.ts';

export const CASES: readonly Case[] = [
  checkHttp,
  checkSizes,
  creates,
  management,
  popup,
  postgresChecks,
  postgresCreates,
  postgresRevoke,
  start,
];
