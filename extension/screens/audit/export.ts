import type { Result } from '../../messages/failure.ts';
import type { Gives } from '../../messages/messages.ts';
import { send } from '../../send.ts';

const TYPE = 'application/x-ndjson';

/**
 * The whole log, gathered part by part; the browser keeps long ones on disk. Calls back with the
 * bytes that are there so far.
 */
export async function exportedAudit(onSize: (bytes: number) => void): Promise<Result<Blob>> {
  const parts: Blob[] = [];
  let size = 0;
  let part: string | null = null;
  do {
    const result: Result<Gives<'audit.export'>> = await send('audit.export', { part });
    if (!result.ok) return result;
    const blob = new Blob([result.value.text]);
    parts.push(blob);
    size += blob.size;
    onSize(size);
    part = result.value.next;
  } while (part !== null);
  return { ok: true, value: new Blob(parts, { type: TYPE }) };
}
