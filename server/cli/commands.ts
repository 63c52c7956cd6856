import type { Command } from './command.ts';

/** Every command, by the words that call it; loaded when it is called. */
export const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serve,
  backup: async () => (await import('./backup.ts')).backup,
  restore: async () => (await import('./restore.ts')).restore,
  migrate: async () => (await import('./migrate.ts')).migrate,
  import: async () => (await import('./import.ts')).importCommand,
  'reset-admin': async () => (await import('./reset-admin.ts')).resetAdmin,
  'end-sessions': async () => (await import('./end-sessions.ts')).endSessions,
  'audit verify': async () => (await import('./audit-verify.ts')).auditVerify,
};
