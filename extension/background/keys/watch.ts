import { type Session, stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { callAs, requireSession } from '../session/session.ts';
import { type StandNow, settle } from './reconcile.ts';

/** Looks whether the keys set on tabs still work, and takes those off that do not. */
export async function watchKeys(): Promise<void> {
  const [uses, secrets] = await Promise.all([stored.tabUses.read(), stored.secrets.read()]);
  const ids = new Set(Object.values(uses).map((use) => use.keyId));
  if (ids.size === 0) return;
  const session = await requireSession();
  const stands = new Map<string, StandNow>();
  for (const id of ids) {
    const orgId = secrets[id]?.orgId;
    const stand = orgId === undefined ? 'gone' : await standOf(session, orgId, id);
    if (stand !== null) stands.set(id, stand);
  }
  await settle(stands);
}

/** Null where the server does not say, since silence proves nothing about the key. */
async function standOf(session: Session, org: string, id: string): Promise<StandNow | null> {
  try {
    return (await callAs(session, 'getKey', { params: { org, id } })).status;
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { failure } = error;
    return failure.kind === 'refused' && failure.code === 'not_found' ? 'gone' : null;
  }
}
