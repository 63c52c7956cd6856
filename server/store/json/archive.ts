import { constants } from 'node:fs';
import type { Archived, Waiting } from './audit-chains.ts';
import type { Folder } from './folder.ts';
import { Slices } from './slices.ts';

export type ArchivedChain = Archived & { orgId: string };

/**
 * Appends what waits to each org's archive, entries as lines of JSON; durable when it
 * resolves. Answers what each archive then holds, for the snapshot to say: only up to there
 * does an archive count. What a crash left behind that is what is written again, since it
 * was taken from the same journals.
 */
export async function archive(
  folder: Folder,
  waiting: readonly Waiting[],
): Promise<ArchivedChain[]> {
  const chains: ArchivedChain[] = [];
  let isNew = false;
  for (const one of waiting) {
    const last = one.entries.at(-1);
    if (!last) {
      chains.push({ orgId: one.orgId, ...one.archived });
      continue;
    }
    isNew ||= one.archived.size === 0;
    const size = await append(folder, one);
    chains.push({ orgId: one.orgId, seq: last.seq, hash: last.hash, size });
  }
  if (isNew) await folder.sync();
  return chains;
}

async function append(folder: Folder, { orgId, archived, entries }: Waiting): Promise<number> {
  const handle = await folder.open(
    folder.archive(orgId),
    constants.O_RDWR | constants.O_CREAT,
    0o600,
  );
  try {
    const slices = new Slices(handle, archived.size);
    for (const entry of entries) {
      const line = `${JSON.stringify(entry)}\n`;
      if (!slices.hasRoomFor(line)) await slices.flush();
      slices.add(line);
    }
    await slices.flush();
    await handle.sync();
    return slices.size;
  } finally {
    await handle.close();
  }
}
