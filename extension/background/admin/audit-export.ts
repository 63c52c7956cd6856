/**
 * The audit log as a file, handed to the page part by part: a message holds 64 MB at most,
 * and a long log would fill the worker's memory. The page asks for each part.
 */

import type { AdminMessages } from '../../messages/admin.ts';
import { Failed } from '../failed.ts';
import { callForBody } from '../session/api.ts';
import { requireSession } from '../session/session.ts';
import { inOrg } from './in-org.ts';

/** Characters from which on a part is handed over. */
const PART = 4 * 1024 * 1024;
/** Milliseconds that the server may be silent, or the page gone, before it ends. */
const SILENCE = 60_000;

interface Running {
  lines: ReadableStreamDefaultReader<string>;
  address: string;
  /** Ends it unless it is called again in time. */
  goesOn(): void;
  end(): void;
}

/** By the name that the next part is asked for with. They end with the worker. */
const running = new Map<string, Running>();

export async function exportAudit({
  part,
}: AdminMessages['audit.export'][0]): Promise<AdminMessages['audit.export'][1]> {
  const name = part ?? (await begin());
  const one = running.get(name);
  if (!one) throw new Failed({ kind: 'export-interrupted' });
  try {
    const { text, isLast } = await readPart(one);
    if (isLast) one.end();
    return { text, next: isLast ? null : name };
  } catch {
    one.end();
    throw new Failed({ kind: 'no-answer', address: one.address });
  }
}

async function begin(): Promise<string> {
  const session = await requireSession();
  const name = crypto.randomUUID();
  const connection = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = () => {
    clearTimeout(timer);
    running.delete(name);
    // Has no effect on what was read to its end.
    connection.abort();
  };
  const goesOn = () => {
    clearTimeout(timer);
    timer = setTimeout(end, SILENCE);
  };
  goesOn();
  try {
    const caller = { ...session, signal: connection.signal };
    const body = await callForBody(caller, 'exportAudit', { params: inOrg(session) });
    const lines = body.pipeThrough(new TextDecoderStream()).getReader();
    running.set(name, { lines, address: session.address, goesOn, end });
    return name;
  } catch (error) {
    end();
    throw error;
  }
}

async function readPart({ lines, goesOn }: Running): Promise<{ text: string; isLast: boolean }> {
  const chunks: string[] = [];
  for (let length = 0; length < PART; ) {
    goesOn();
    const { value, done } = await lines.read();
    if (done) return { text: chunks.join(''), isLast: true };
    chunks.push(value);
    length += value.length;
  }
  goesOn();
  return { text: chunks.join(''), isLast: false };
}
