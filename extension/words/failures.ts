/** The one table that turns a failure into words: what happened and why, then the one thing to do. */

import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Failure } from '../messages.ts';
import { capitalised, hostOf, listed } from './text.ts';
import { inSpan } from './times.ts';

export interface FailureWords {
  what: string;
  next: string;
}

type Refusal = Extract<Failure, { kind: 'refused' }>;
type Say<F> = (failure: F) => FailureWords;

const words = (what: string, next: string) => (): FailureWords => ({ what, next });

/** Codes that the background adds to the server's. */
type LocalCode = 'no_membership' | 'key_disabled' | 'key_suspended' | 'key_pending';

const CALLER_BUG = 'Update the extension. If it stays, tell whoever runs the server.';
const RUNS_SERVER = 'Try again. If it stays, tell whoever runs the server.';

export const REFUSALS: Record<ErrorCode | LocalCode, Say<Refusal>> = {
  invalid_input: ({ detail, errors }) => ({
    what: errors[0] ? `The server does not take this: ${errors[0].message}.` : sentence(detail),
    next: 'Change what is marked and try again.',
  }),
  invalid_json: words('The server could not read what the extension sent.', CALLER_BUG),
  body_too_large: words('This is more than the server takes at once.', 'Shorten it and try again.'),
  unsupported_media_type: words('The server could not read what the extension sent.', CALLER_BUG),
  not_found: words(
    'This is gone, or no longer yours to see.',
    'Look at the list again: it may have been deleted elsewhere.',
  ),
  method_not_allowed: words('This server does not offer that.', 'Update the server.'),
  rate_limited: ({ retryAfter }) => ({
    what: 'Too many attempts.',
    next: retryAfter === null ? 'Try again later.' : `Try again ${inSpan(retryAfter)}.`,
  }),
  internal: words('The server failed.', RUNS_SERVER),
  storage_full: words(
    'The server’s disk is full, so nothing was saved.',
    'Tell whoever runs the server.',
  ),
  not_ready: words('The server cannot save anything now.', RUNS_SERVER),

  credentials_missing: words('You are signed out.', 'Sign in again.'),
  credentials_invalid: words('Your session has ended.', 'Sign in again.'),
  credentials_wrong: words(
    'The email or the password is wrong.',
    'Check both. An admin can tell which email you were invited with.',
  ),
  session_required: words('This needs a signed-in person.', 'Sign in again.'),
  scope_missing: words('Your role does not allow this.', 'Ask an admin of your organisation.'),
  admin_only: words('Only an admin may do this.', 'Ask an admin of your organisation.'),

  setup_done: words('This server is already set up.', 'Sign in instead.'),
  setup_code_wrong: words(
    'The setup code is wrong.',
    'Copy it from the server’s terminal: it was printed when the server started.',
  ),

  password_wrong: words('The present password is wrong.', 'Type it again.'),
  email_taken: words('This person is already a member.', 'Use another email.'),
  invitation_invalid: words(
    'This invitation is unknown, used or expired.',
    'Check the code, or ask an admin for a new one.',
  ),
  last_admin: words(
    'An organisation needs at least one active admin.',
    'Make someone else an admin first.',
  ),
  role_in_use: words('Members still have this role.', 'Give them another role first.'),
  role_built_in: words('A built-in role cannot be changed that way.', 'Make a role of your own.'),
  name_taken: words('This name is already in use.', 'Choose another name.'),

  api_access_off: words(
    'API access is off for you, so no key of yours works.',
    'Ask an admin of your organisation to turn it on.',
  ),
  scope_beyond_role: ({ detail }) => ({
    what: detail ? sentence(detail) : 'Your role does not allow some of these permissions.',
    next: 'Take them out, or ask an admin to change your role.',
  }),
  scope_invalid: words(
    'The gateway asks for something that is no permission.',
    'Tell whoever runs the API.',
  ),
  scope_unknown: ({ detail }) => ({
    what: detail ? sentence(detail) : 'Some of these permissions no longer exist.',
    next: 'Open this form again to see the present list.',
  }),
  expiry_in_past: words('The expiry is in the past.', 'Choose a later date.'),
  immutable: words('This part of a key never changes.', 'Create another key instead.'),
  key_revoked: words('The key is revoked for good.', 'Create another key.'),
  key_expired: words('The key has expired for good.', 'Create another key.'),
  key_not_approved: words(
    'An admin has not approved this key, or its secret was collected already.',
    'Look at the list again.',
  ),
  policy_expiry_required: words('Your organisation asks for an expiry.', 'Choose one.'),
  policy_lifetime_too_long: ({ detail }) => ({
    what: detail ? sentence(detail) : 'Your organisation allows no key to live so long.',
    next: 'Choose an earlier expiry.',
  }),
  policy_too_many_keys: ({ detail }) => ({
    what: detail ? sentence(detail) : 'You have as many active keys as your organisation allows.',
    next: 'Revoke one that you no longer use.',
  }),
  disabled_by_admin: words('An admin disabled this key.', 'Ask an admin to activate it.'),

  webhook_target_refused: words(
    'Events are not sent to this address.',
    'Use an address that is reachable from the internet.',
  ),
  webhook_key_missing: words('A webhook needs a key to be tied to.', 'Choose a key.'),

  key_pending: words(
    'An admin has to approve this key first.',
    'It is in the list. Ask an admin of your organisation to approve it.',
  ),
  key_disabled: words('The key is disabled.', 'Activate it first.'),
  key_suspended: words(
    'The key is suspended: its owner has no API access now.',
    'Ask an admin of your organisation to turn API access on.',
  ),
  no_membership: words(
    'This account is in no organisation here.',
    'Ask an admin of your organisation to invite or activate you.',
  ),
};

const KINDS: { [K in Failure['kind']]: Say<Extract<Failure, { kind: K }>> } = {
  'no-answer': ({ address }) => ({
    what: `No answer from ${hostOf(address)}.`,
    next: 'Check that the server is running and that this computer reaches it.',
  }),
  'bad-address': words(
    'This is not an address.',
    'Type one such as http://127.0.0.1:4777 or keys.example.com.',
  ),
  'not-keyturn': ({ address }) => ({
    what: `${hostOf(address)} answers, but it is not a Keyturn server.`,
    next: 'Check the address and the port.',
  }),
  'too-old': ({ address, version }) => ({
    what: `The server at ${hostOf(address)} is too old (${version}).`,
    next: 'Update the server.',
  }),
  'too-new': ({ address, version }) => ({
    what: `The server at ${hostOf(address)} (${version}) is newer than this extension.`,
    next: 'Update the extension.',
  }),
  'signed-out': words('You are signed out.', 'Sign in again.'),
  refused: (failure) => refusalWords(failure),
  'permission-missing': ({ origins }) => ({
    what: `The browser does not allow Keyturn on ${listed([...new Set(origins.map(patternHost))])}.`,
    next: 'Press “Use on this tab” again and allow it.',
  }),
  'not-in-this-browser': words(
    'This key’s secret is not in this browser.',
    'Regenerate the key, or create another one here.',
  ),
  'tab-gone': words(
    'The tab has been closed, or has gone to another site.',
    'Open the page again and try there.',
  ),
  internal: ({ detail }) => ({
    what: `The extension failed: ${sentence(detail || 'no reason given')}`,
    next: 'Close this and open it again. If it stays, reload the extension.',
  }),
};

export function failureWords(failure: Failure): FailureWords {
  return (KINDS[failure.kind] as Say<Failure>)(failure);
}

function refusalWords(failure: Refusal): FailureWords {
  if (Object.hasOwn(REFUSALS, failure.code)) {
    return REFUSALS[failure.code as keyof typeof REFUSALS](failure);
  }
  return { what: sentence(failure.detail || failure.title), next: RUNS_SERVER };
}

/**
 * What the server says about each field, by its path (`admin.email`), as a sentence
 * that begins with the field's label. Empty for any other failure.
 */
export function fieldErrors(
  failure: Failure | null,
  labels: Record<string, string>,
): Record<string, string> {
  if (failure?.kind !== 'refused') return {};
  const known = failure.errors.filter(({ path }) => Object.hasOwn(labels, path));
  return Object.fromEntries(
    known.map(({ path, message }) => [path, sentence(`${labels[path]} ${message}`)]),
  );
}

/** Whether fields say all of it, so that nothing is left to say above them. */
export function saidByFields(failure: Failure | null, labels: Record<string, string>): boolean {
  return (
    failure?.kind === 'refused' &&
    failure.errors.length > 0 &&
    failure.errors.every(({ path }) => Object.hasOwn(labels, path))
  );
}

function sentence(text: string): string {
  const trimmed = capitalised(text.trim());
  return /[.?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}

function patternHost(pattern: string): string {
  return pattern.replace(/^[a-z*]+:\/\//, '').replace(/\/\*$/, '');
}
