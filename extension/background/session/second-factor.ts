/** The person's second factor, on the server; what is under way stays in memory here. */

import type { SecondFactor, SecondFactorSetUp } from '../../messages/second-factor.ts';
import { type Session, stored } from '../../stored.ts';
import { callAs, requireSession, tellAccount } from './session.ts';

export async function readSecondFactor(): Promise<SecondFactor> {
  return asItIs(await requireSession());
}

export async function beginSecondFactor(currentPassword: string): Promise<SecondFactor> {
  const session = await requireSession();
  const { secret, uri, expiresAt } = await callAs(session, 'beginSecondFactor', {
    body: { currentPassword },
  });
  const begun = { stage: 'begun' as const, secret, uri, expiresAt: Date.parse(expiresAt) };
  await stored.secondFactorSetUp.write(begun);
  return asItIs(session);
}

export async function confirmSecondFactor(code: string): Promise<SecondFactor> {
  const session = await requireSession();
  const { recoveryCodes } = await callAs(session, 'confirmSecondFactor', { body: { code } });
  await stored.secondFactorSetUp.write({ stage: 'codes', recoveryCodes, saved: false });
  return changed(session);
}

export async function noteSaved(): Promise<void> {
  await stored.secondFactorSetUp.update((setUp) =>
    setUp?.stage === 'codes' ? { ...setUp, saved: true } : setUp,
  );
}

export async function endSetUp(): Promise<void> {
  await stored.secondFactorSetUp.remove();
}

export async function removeSecondFactor(body: {
  currentPassword: string;
  secondFactorCode: string;
}): Promise<SecondFactor> {
  const session = await requireSession();
  await callAs(session, 'removeSecondFactor', { body });
  await endSetUp();
  return changed(session);
}

/** Whatever is told of it next, the change itself is made. */
async function changed(session: Session): Promise<SecondFactor> {
  await tellAccount().catch(() => undefined);
  return asItIs(session);
}

async function asItIs(session: Session): Promise<SecondFactor> {
  const state = await callAs(session, 'getSecondFactor');
  const setUp = await stored.secondFactorSetUp.read();
  return { state, setUp: setUp && isOf(setUp, state.enabled, Date.now()) ? setUp : null };
}

/** It may have been turned on or off elsewhere since. */
function isOf(setUp: SecondFactorSetUp, enabled: boolean, now: number): boolean {
  return setUp.stage === 'codes' ? enabled : !enabled && setUp.expiresAt > now;
}
