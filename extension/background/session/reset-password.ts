import { drafts } from '../../drafts.ts';
import type { Gives, Takes } from '../../messages/messages.ts';
import { toFailure } from '../messages.ts';
import { call } from './api.ts';
import { connectedServer, sessionState, signIn } from './session.ts';

/** Makes the password the new one, and signs in with it where that needs nothing more. */
export async function resetPassword(
  body: Takes<'session.reset-password'>,
): Promise<Gives<'session.reset-password'>> {
  const { address } = await connectedServer();
  await call({ address }, 'resetPassword', { body });
  await askForPasswordFromNowOn();
  const { email, password } = body;
  try {
    return { state: await signIn({ email, password }), failure: null };
  } catch (error) {
    return { state: await sessionState(), failure: toFailure(error) };
  }
}

/** The code is used up: a popup that opens after this one has closed has no use for it. */
async function askForPasswordFromNowOn(): Promise<void> {
  await drafts['first-run'].update((draft) => {
    if (!draft) return null;
    const fields = { ...draft.fields, way: 'password', resetCode: '', passwordReset: true };
    return { ...draft, fields };
  });
}
