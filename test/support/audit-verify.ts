import { vi } from 'vitest';
import { auditVerify } from '../../server/cli/audit-verify.ts';

/** Runs `keyturn audit verify`; what it says, and its exit code. */
export async function verifyAudit(file?: string, environment: Record<string, string> = {}) {
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  const spies = [
    vi.spyOn(console, 'log').mockImplementation(note),
    vi.spyOn(console, 'error').mockImplementation(note),
  ];
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    const code = await auditVerify.run({ positionals: file ? [file] : [], options: {} });
    return { code, said: lines.join('\n') };
  } finally {
    for (const spy of spies) spy.mockRestore();
    vi.unstubAllEnvs();
  }
}
