/** Who is signed in, where: the session kept in memory, and how it begins and ends. */

import type { OperationName } from '../../../shared/contract/endpoints.ts';
import type { AnswerOf } from '../../../shared/contract/operations.ts';
import { drafts } from '../../drafts.ts';
import { isCurrent, knownSession } from '../../known.ts';
import type { Takes } from '../../messages/messages.ts';
import type { SessionState } from '../../messages/session.ts';
import { type ConnectedServer, type Session, stored } from '../../stored.ts';
import { removeTogether } from '../../stored-item.ts';
import { Failed, refusal } from '../failed.ts';
import { applyUses } from '../injection/apply.ts';
import { ownLists } from '../keys/cache.ts';
import { notify } from '../notify.ts';
import { readPreset } from '../settings.ts';
import { settleTabKeys } from '../tab-keys/settle.ts';
import { lockVault } from '../vault/vault.ts';
import { toAccount } from './account.ts';
import { parseAddress } from './address.ts';
import { call, type Input } from './api.ts';
import { probe } from './probe.ts';

/** From storage alone, so that a screen can paint while the server is away. */
export async function sessionState(): Promise<SessionState> {
  const [server, session, lost] = await Promise.all([
    stored.server.read(),
    stored.session.read(),
    stored.lostSession.read(),
  ]);
  return knownSession(server, session, lost, Date.now());
}

export async function refreshSession(): Promise<SessionState> {
  const server = await stored.server.read();
  if (!server) return { stage: 'no-server' };
  // Connected to before the organisation set another.
  if ((await otherPreset(server.address)) !== null) return disconnect();
  await stored.server.write(await probe(server.address));
  if (await currentSession()) {
    await refreshAccount().catch((error: unknown) => {
      // A session that has ended is an answer, too.
      if (!isSignedOut(error)) throw error;
    });
  }
  return sessionState();
}

export async function connect(typed: string): Promise<SessionState> {
  const address = parseAddress(typed);
  if (address !== null) await requireAllowed(address);
  const found = await probe(typed);
  const before = await stored.server.read();
  if (before && before.address !== found.address) await signOut();
  await stored.server.write(found);
  return told();
}

export async function disconnect(): Promise<SessionState> {
  await signOut();
  await stored.server.remove();
  return told();
}

export async function setUp(takes: Takes<'session.setup'>): Promise<SessionState> {
  const server = await connectedServer();
  const { address, info } = server;
  const answer = await call({ address }, 'setup', { body: takes });
  await stored.server.write({ ...server, info: { ...info, setupRequired: false } });
  return begin(address, answer);
}

export async function signIn(takes: Takes<'session.sign-in'>): Promise<SessionState> {
  const { address } = await connectedServer();
  return begin(address, await call({ address }, 'createSession', { body: takes }));
}

export async function acceptInvitation(takes: Takes<'session.accept'>): Promise<SessionState> {
  const { address } = await connectedServer();
  return begin(address, await call({ address }, 'acceptInvitation', { body: takes }));
}

/** Ends the session on the server too where it can be reached; here in any case. */
export async function signOut(): Promise<SessionState> {
  const session = await stored.session.read();
  await Promise.all([stored.lastKeys.remove(), stored.givenDocuments.remove()]);
  await forgetEverything();
  if (session) {
    // While someone may still ask for it.
    await settleTabKeys(session);
    await revoke(session.address, session.token);
  }
  return told();
}

export async function switchOrg(orgId: string): Promise<SessionState> {
  await refreshAccount(orgId);
  return told();
}

/** The signed-in person's session; throws `signed-out`. */
export async function requireSession(): Promise<Session> {
  const session = await currentSession();
  if (!session) throw new Failed({ kind: 'signed-out' });
  return session;
}

/** Calls the server as the signed-in person; a token that it no longer takes ends the session. */
export async function callAs<N extends OperationName>(
  session: Session,
  name: N,
  input?: Input<N>,
): Promise<AnswerOf<N>> {
  try {
    return await call(session, name, input);
  } catch (error) {
    if (isSignedOut(error)) await lose(session);
    if (isRefused(error, 'second_factor_missing')) await seeWhatIsMissing(session);
    throw error;
  }
}

/** The organisation asks for a second factor since the account was read: the screens say so. */
async function seeWhatIsMissing({ account }: Session): Promise<void> {
  if (account.current.secondFactorMissing) return;
  await tellAccount().catch(() => undefined);
}

/** What has just been done changes what the server says of the person. */
export async function tellAccount(): Promise<void> {
  await refreshAccount();
  await notify('session');
}

/** Asks the server who the person is now, and what they may do. */
export async function refreshAccount(orgId?: string): Promise<Session> {
  const session = await requireSession();
  const me = await callAs(session, 'getMe');
  const account = toAccount(me, orgId ?? (await stored.chosenOrg.read()));
  if (!account) {
    await lose(session);
    throw new Failed({ kind: 'signed-out' });
  }
  // Before the session says so, or the next refresh of one that died would go back.
  if (orgId !== undefined) await stored.chosenOrg.write(account.current.org.id);
  const now = { ...session, account };
  // Another sign-in or sign-out may have come in between.
  const kept = await stored.session.update((one) => (one?.token === session.token ? now : one));
  if (kept?.token !== session.token) throw new Failed({ kind: 'signed-out' });
  return now;
}

async function begin(
  address: string,
  { token, expiresAt }: { token: string; expiresAt: string },
): Promise<SessionState> {
  const me = await call({ address, token }, 'getMe');
  const account = toAccount(me, await stored.chosenOrg.read());
  if (!account) {
    await revoke(address, token);
    throw refusal(
      'no_membership',
      'You are in no organisation here',
      'Ask an admin of your organisation to invite or activate you.',
    );
  }
  const lists = ownLists(await stored.keyLists.read(), address, account.user.id);
  await forgetEverything();
  await stored.keyLists.write(lists);
  await stored.session.write({ address, token, expiresAt: Date.parse(expiresAt), account });
  return told();
}

/** The other open screens, such as a side panel, are of nobody else's session. */
async function told(): Promise<SessionState> {
  await notify('session');
  return sessionState();
}

export async function connectedServer(): Promise<ConnectedServer> {
  const server = await stored.server.read();
  if (!server) throw new Failed({ kind: 'bad-address' });
  await requireAllowed(server.address);
  return server;
}

/** Whatever a screen asks for: the server that the organisation has set is the only one. */
async function requireAllowed(address: string): Promise<void> {
  const preset = await otherPreset(address);
  if (preset !== null) throw new Failed({ kind: 'other-server-preset', address: preset });
}

async function otherPreset(address: string): Promise<string | null> {
  const { address: preset } = await readPreset();
  return preset === address ? null : preset;
}

async function currentSession(): Promise<Session | null> {
  const [session, server] = await Promise.all([stored.session.read(), stored.server.read()]);
  return isCurrent(session, server, Date.now()) ? session : null;
}

/** Forgets a session that has ended elsewhere, unless another has begun since. */
async function lose(session: Session): Promise<void> {
  const now = await stored.session.read();
  if (now && now.token !== session.token) return;
  await forgetEverything();
  await stored.lostSession.write(true);
  await notify('session');
}

/** What belongs to a session goes with it: secrets, drafts, lists, and the keys set on tabs. */
async function forgetEverything(): Promise<void> {
  // First, or memory going empty would be taken for what the vault should hold.
  await lockVault();
  await stored.keyLists.remove();
  // In one, or a worker that dies could leave keys set with nobody signed in.
  await removeTogether('session', [
    stored.session,
    stored.lostSession,
    stored.secrets,
    stored.tabUses,
    stored.pendingUses,
    stored.tabEnds,
    stored.traffic,
    stored.reveal,
    stored.secondFactorSetUp,
    ...Object.values(drafts),
    stored.waitingApprovals,
  ]);
  await applyUses();
}

function isSignedOut(error: unknown): boolean {
  return error instanceof Failed && error.failure.kind === 'signed-out';
}

function isRefused(error: unknown, code: string): boolean {
  return error instanceof Failed && error.failure.kind === 'refused' && error.failure.code === code;
}

async function revoke(address: string, token: string): Promise<void> {
  // Best effort: the session ends here whether or not the server hears of it.
  await call({ address, token }, 'endCurrentSession').catch(() => undefined);
}
