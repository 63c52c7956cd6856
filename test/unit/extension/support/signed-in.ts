import { stored } from '../../../../extension/stored.ts';
import { ADDRESS, aSecret, aSession, SERVER_INFO } from './builders.ts';

/** Somebody is signed in, and the secrets of these keys are in this browser. */
export async function signedInWith(...keyIds: string[]): Promise<void> {
  await stored.server.write({ address: ADDRESS, info: SERVER_INFO });
  await stored.session.write(aSession());
  const kept = keyIds.map((id) => [id, { secret: aSecret(), orgId: 'org_1' }]);
  await stored.secrets.write(Object.fromEntries(kept));
}
