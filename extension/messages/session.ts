/** Where the person stands with a server, and what they may ask of their own account. */

import type { AccessPreview, Org } from '../../shared/contract/orgs.ts';
import type {
  ApiAccess,
  Session as ListedSession,
  Membership,
  User,
} from '../../shared/contract/people.ts';
import type { ServerInfo } from '../../shared/contract/server.ts';
import type { Failure } from './failure.ts';

/** Where the person stands, told to every screen as it opens and whenever it changes. */
export type SessionState =
  | { stage: 'no-server' }
  /** `lost`: the session ended without the person having asked for it. */
  | { stage: 'no-session'; address: string; server: ServerInfo; lost?: true }
  | {
      stage: 'signed-in';
      address: string;
      server: ServerInfo;
      account: Account;
      /** Milliseconds by which the server's clock is ahead of ours; only where it matters. */
      clockOff?: number;
    };

export interface Account {
  user: User;
  /** The membership that the person works in now. */
  current: Membership & {
    permissions: string[];
    apiAccess: ApiAccess;
    /** The organisation asks for a second factor, and the person has none. */
    secondFactorMissing: boolean;
  };
  /** All of them, to switch between. */
  memberships: Membership[];
  isAdmin: boolean;
}

export interface SessionMessages {
  /** As last known, from storage: answers at once, also while the server is away. */
  'session.state': [undefined, SessionState];
  /** Asks the server anew; fails with `no-answer` while it is away. */
  'session.refresh': [undefined, SessionState];
  /** Looks at an address as it is typed; stores nothing. */
  'session.probe': [{ address: string }, { address: string; server: ServerInfo }];
  'session.connect': [{ address: string }, SessionState];
  'session.disconnect': [undefined, SessionState];
  'session.setup': [
    {
      setupCode: string;
      organization: { name: string };
      admin: { name: string; email: string; password: string };
    },
    SessionState,
  ];
  'session.sign-in': [
    { email: string; password: string; secondFactorCode?: string | undefined },
    SessionState,
  ];
  'session.accept': [
    { code: string; password: string; secondFactorCode?: string | undefined },
    SessionState,
  ];
  /** Once it answers, the password is the new one; `failure` says why no sign-in followed. */
  'session.reset-password': [
    { email: string; code: string; password: string },
    { state: SessionState; failure: Failure | null },
  ];
  'session.sign-out': [undefined, SessionState];
  'session.switch-org': [{ orgId: string }, SessionState];
  'account.sessions': [undefined, ListedSession[]];
  'account.end-session': [{ id: string }, ListedSession[]];
  'account.change-password': [{ currentPassword: string; newPassword: string }, undefined];
  'access.read': [undefined, { org: Org; preview: AccessPreview }];
  'access.set': [{ apiAccess: boolean }, { org: Org; preview: AccessPreview }];
}
