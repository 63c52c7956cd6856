import { auditVerify } from './audit-verify.ts';
import { backup } from './backup.ts';
import type { Command } from './command.ts';
import { importCommand } from './import.ts';
import { migrate } from './migrate.ts';
import { resetAdmin } from './reset-admin.ts';
import { restore } from './restore.ts';
import { serve } from './serve.ts';

/** Every command, by the words that call it. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  serve,
  backup,
  restore,
  migrate,
  import: importCommand,
  'reset-admin': resetAdmin,
  'audit verify': auditVerify,
};
