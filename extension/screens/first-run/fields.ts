import type { ServerInfo } from '../../../shared/contract/server.ts';
import type { SessionState } from '../../messages/session.ts';
import { words } from '../../words/words.ts';
import type { DraftOf } from '../drafts.ts';

/**
 * What is typed in these steps. The password too is kept while the popup is closed, in
 * memory storage and for minutes only: people leave the form to copy the setup code, or to
 * look at their authenticator.
 */
export interface FirstRunFields {
  setupCode: string;
  orgName: string;
  name: string;
  email: string;
  password: string;
  invitationCode: string;
  resetCode: string;
  secondFactorCode: string;
  /** The server has asked for it: the password was right. */
  codeAsked: boolean;
  /** Done with a reset code: what is typed is the new one. */
  passwordReset: boolean;
  way: Way;
}

/** What the person comes in with. */
export type Way = 'password' | 'invitation' | 'reset';

export interface StepContext {
  address: string;
  server: ServerInfo;
  onChangeServer: () => void;
  /** Someone else was quicker: the server wants no set-up any more. */
  onSetUpMeanwhile: () => void;
  /** That happened, and the person has not been told by anything else. */
  setUpMeanwhile: boolean;
  /** The session ended without the person having asked for it. */
  lost: boolean;
}

export interface StepProps {
  draft: DraftOf<FirstRunFields>;
  /** The way back to the server's address, and which server it is. */
  before: StepContext;
  onSession: (state: SessionState) => void;
}

/** What is missing, by field: the first thing to say before the server is asked. */
export function missing(labels: Record<string, string>, values: Record<string, string>) {
  return Object.fromEntries(
    Object.entries(labels)
      .filter(([path]) => !values[path]?.trim())
      .map(([path, label]) => [path, words.failures.notEmpty(label)]),
  );
}
