import type { Result } from '../../messages/failure.ts';
import type { Gives } from '../../messages/messages.ts';
import { send } from '../../send.ts';

const TYPE = 'application/x-ndjson';

/** The whole log, gathered part by part; the browser keeps long ones on disk. */
export async function exportedAudit(): Promise<Result<Blob>> {
  const parts: Blob[] = [];
  let part: string | null = null;
  do {
    const result: Result<Gives<'audit.export'>> = await send('audit.export', { part });
    if (!result.ok) return result;
    parts.push(new Blob([result.value.text]));
    part = result.value.next;
  } while (part !== null);
  return { ok: true, value: new Blob(parts, { type: TYPE }) };
}
