import { type FailureTable, hostsOf, plain } from '../failure-words.ts';
import { hostOf, listed, sentence } from '../text.ts';
import { inSpan } from '../times.ts';

const CALLER_BUG = 'Update the extension. If it stays, tell whoever runs the server.';
const RUNS_SERVER = 'Try again. If it stays, tell whoever runs the server.';

const refusals: FailureTable['refusals'] = {
  invalid_input: ({ detail, errors }) => ({
    what: errors[0] ? `The server does not take this: ${errors[0].message}.` : sentence(detail),
    next: 'Change what is marked and try again.',
  }),
  invalid_json: plain('The server could not read what the extension sent.', CALLER_BUG),
  body_too_large: plain('This is more than the server takes at once.', 'Shorten it and try again.'),
  unsupported_media_type: plain('The server could not read what the extension sent.', CALLER_BUG),
  malformed_request: plain('The server could not read what the extension sent.', CALLER_BUG),
  headers_too_large: plain('The server could not read what the extension sent.', CALLER_BUG),
  request_too_slow: plain(
    'The request did not reach the server in time.',
    'Check the connection and try again.',
  ),
  not_found: plain(
    'This is gone, or no longer yours to see.',
    'Look at the list again: it may have been deleted elsewhere.',
  ),
  method_not_allowed: plain('This server does not offer that.', 'Update the server.'),
  rate_limited: ({ retryAfter }) => ({
    what: 'Too many attempts.',
    next: retryAfter === null ? 'Try again later.' : `Try again ${inSpan(retryAfter)}.`,
  }),
  internal: plain('The server failed.', RUNS_SERVER),
  storage_full: plain(
    'The server’s disk is full, so nothing was saved.',
    'Tell whoever runs the server.',
  ),
  not_ready: plain('The server cannot save anything now.', RUNS_SERVER),

  credentials_missing: plain('You are signed out.', 'Sign in again.'),
  credentials_invalid: plain('Your session has ended.', 'Sign in again.'),
  credentials_wrong: plain(
    'The email or the password is wrong.',
    'Check both. An admin can tell which email you were invited with.',
  ),
  session_required: plain('This needs a signed-in person.', 'Sign in again.'),
  scope_missing: plain('Your role does not allow this.', 'Ask an admin of your organisation.'),
  admin_only: plain('Only an admin may do this.', 'Ask an admin of your organisation.'),

  setup_done: plain('This server is already set up.', 'Sign in instead.'),
  setup_code_wrong: plain(
    'The setup code is wrong.',
    'Copy it from the server’s terminal: it was printed when the server started.',
  ),

  second_factor_required: plain(
    'This account signs in with a second factor.',
    'Type the code that your authenticator shows now.',
  ),
  second_factor_wrong: plain(
    'This code is wrong, used or over.',
    'Type the code that your authenticator shows now, or a recovery code.',
  ),
  second_factor_missing: plain(
    'Your organisation asks for a second factor, and you have none.',
    'Turn one on in the settings.',
  ),
  second_factor_on: plain('Your second factor is already on.', 'Look at the settings again.'),
  second_factor_not_begun: plain(
    'There is no second factor to confirm or to turn off.',
    'Look at the settings again.',
  ),
  reset_code_wrong: plain(
    'This reset code is wrong, used or over.',
    'Ask whoever runs the server for a new one. If you have used it already, sign in with the password chosen then.',
  ),
  password_wrong: plain('The present password is wrong.', 'Type it again.'),
  email_taken: plain('This person is already a member.', 'Use another email.'),
  invitation_invalid: plain(
    'This invitation is unknown, used or expired.',
    'Check the code, or ask an admin for a new one.',
  ),
  last_admin: plain(
    'An organisation needs at least one active admin.',
    'Make someone else an admin first.',
  ),
  role_in_use: plain('Members still have this role.', 'Give them another role first.'),
  role_built_in: plain('A built-in role cannot be changed that way.', 'Make a role of your own.'),
  name_taken: plain('This name is already in use.', 'Choose another name.'),

  api_access_off: plain(
    'API access is off for you, so no key of yours works.',
    'Ask an admin of your organisation to turn it on.',
  ),
  scope_beyond_role: ({ detail }) => ({
    what: detail ? sentence(detail) : 'Your role does not allow some of these permissions.',
    next: 'Take them out, or ask an admin to change your role.',
  }),
  scope_invalid: plain(
    'The gateway asks for something that is no permission.',
    'Tell whoever runs the API.',
  ),
  scope_unknown: ({ detail }) => ({
    what: detail ? sentence(detail) : 'Some of these permissions no longer exist.',
    next: 'Open this form again to see the present list.',
  }),
  expiry_in_past: plain('The expiry is in the past.', 'Choose a later date.'),
  immutable: plain('This part of a key never changes.', 'Create another key instead.'),
  key_revoked: plain('The key is revoked for good.', 'Create another key.'),
  key_expired: plain('The key has expired for good.', 'Create another key.'),
  key_not_approved: plain(
    'An admin has not approved this key, or its secret was collected already.',
    'Look at the list again.',
  ),
  policy_expiry_required: plain('Your organisation asks for an expiry.', 'Choose one.'),
  policy_lifetime_too_long: ({ detail }) => ({
    what: detail ? sentence(detail) : 'Your organisation allows no key to live so long.',
    next: 'Choose an earlier expiry.',
  }),
  policy_too_many_keys: ({ detail }) => ({
    what: detail ? sentence(detail) : 'You have as many active keys as your organisation allows.',
    next: 'Revoke one that you no longer use.',
  }),
  disabled_by_admin: plain('An admin disabled this key.', 'Ask an admin to activate it.'),

  webhook_target_refused: plain(
    'Events are not sent to this address.',
    'Use an address that is reachable from the internet.',
  ),
  webhook_limit_reached: plain(
    'This member has as many webhooks as allowed.',
    'Delete one that is no longer needed first.',
  ),
  webhook_key_missing: plain('A webhook needs a key to be tied to.', 'Choose a key.'),

  key_pending: plain(
    'An admin has to approve this key first.',
    'It is in the list. Ask an admin of your organisation to approve it.',
  ),
  key_disabled: plain('The key is disabled.', 'Activate it first.'),
  key_suspended: plain(
    'The key is suspended: its owner has no API access now.',
    'Ask an admin of your organisation to turn API access on.',
  ),
  tab_key_needs_approval: plain(
    'An admin has to approve every key here, so none can be made for an hour.',
    'Create a key, and use it on this tab once it is approved.',
  ),
  no_membership: plain(
    'This account is in no organisation here.',
    'Ask an admin of your organisation to invite or activate you.',
  ),
};

const kinds: FailureTable['kinds'] = {
  'no-answer': ({ address }) => ({
    what: `No answer from ${hostOf(address)}.`,
    next: 'Check that the server is running and that this computer reaches it.',
  }),
  'no-secure-answer': ({ address }) => ({
    what: `No answer from ${hostOf(address)} over https, or none whose certificate the browser takes.`,
    next: `Open ${address} in a tab: the browser then says whether the certificate or the server is the trouble.`,
  }),
  'bad-address': plain(
    'This is not an address.',
    'Type one such as http://127.0.0.1:4777 or keys.example.com.',
  ),
  'other-server-preset': ({ address }) => ({
    what: `Your organisation lets this browser connect to ${hostOf(address)} alone.`,
    next: 'Connect to that server. Whoever manages this browser can set another.',
  }),
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
  'signed-out': plain('You are signed out.', 'Sign in again.'),
  'permission-missing': ({ origins }) => ({
    what: `The browser does not allow Keyturn on ${listed(hostsOf(origins))}.`,
    next: 'Press “Use on this tab” again and allow it.',
  }),
  'not-in-this-browser': plain(
    'This key’s secret is not in this browser.',
    'Regenerate the key, or create another one here.',
  ),
  'passphrase-wrong': plain(
    'The passphrase does not open what is kept here.',
    'Type it again. If you have lost it, reset the vault and regenerate its keys.',
  ),
  'passphrase-short': ({ least }) => ({
    what: 'The passphrase is too short.',
    next: `Choose one of at least ${least} characters. Four or five words are easy to keep in mind.`,
  }),
  'vault-damaged': plain(
    'What this browser kept of the vault cannot be read.',
    'Reset the vault in the settings, and regenerate the keys that were in it.',
  ),
  'vault-locked': plain('The keys in this browser are locked.', 'Unlock them and try again.'),
  'tab-gone': plain(
    'The tab has been closed, or has gone to another site.',
    'Open the page again and try there.',
  ),
  'nothing-used-here': plain(
    'No key was used on this site before.',
    'Choose one and use it here once.',
  ),
  'other-tabs-key': plain(
    'This key is for another tab only.',
    'Make one for this tab, or choose another key.',
  ),
  'form-not-filled': plain(
    'The page’s own form did not take the key.',
    'Use the key on this tab instead: that needs nothing of the page.',
  ),
  'no-api-document': ({ url }) => ({
    what: `No API document can be read at ${url}.`,
    next: 'Give the address of an OpenAPI document in JSON or YAML that this page may read.',
  }),
  'export-interrupted': plain(
    'The export was interrupted, and nothing was saved.',
    'Export again.',
  ),
  internal: ({ detail }) => ({
    what: `The extension failed: ${sentence(detail || 'no reason given')}`,
    next: 'Close this and open it again. If it stays, reload the extension.',
  }),
};

export const failures: FailureTable = {
  refusals,
  kinds,
  unknown: ({ title, detail }) => ({ what: sentence(detail || title), next: RUNS_SERVER }),
  atField: (label, message) => sentence(`${label} ${message}`),
  notEmpty: (label) => `${label} must not be empty.`,
};
