/** The one table of error codes: HTTP status and title of each problem the server answers with. */
export const ERRORS = {
  // Asking
  invalid_input: { status: 422, title: 'The request has invalid input' },
  invalid_json: { status: 400, title: 'The body is not valid JSON' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The body is of a type that is not taken here' },
  malformed_request: { status: 400, title: 'This is not a valid HTTP request' },
  headers_too_large: { status: 431, title: 'The headers are too large' },
  request_too_slow: { status: 408, title: 'The request did not come in time' },
  not_found: { status: 404, title: 'There is nothing here that you may see' },
  method_not_allowed: { status: 405, title: 'This method is not offered here' },
  rate_limited: { status: 429, title: 'Too many attempts' },
  internal: { status: 500, title: 'The server failed' },
  storage_full: { status: 507, title: 'The server has no room left' },
  not_ready: { status: 503, title: 'The server cannot take writes now' },
  // Who is asking
  credentials_missing: { status: 401, title: 'No credential was given' },
  credentials_invalid: { status: 401, title: 'The credential is not valid' },
  credentials_wrong: { status: 401, title: 'The email or the password is wrong' },
  session_required: { status: 403, title: 'This needs a signed-in person, not a key' },
  scope_missing: { status: 403, title: 'The key lacks the scope that this needs' },
  admin_only: { status: 403, title: 'Only an admin may do this' },
  scope_invalid: { status: 403, title: 'The gateway asks for something that is no scope' },
  second_factor_required: { status: 401, title: 'This account signs in with a second factor' },
  second_factor_wrong: { status: 403, title: 'The code of the second factor is wrong' },
  second_factor_missing: { status: 403, title: 'The organisation asks for a second factor' },
  // Setup
  setup_done: { status: 409, title: 'This server is already set up' },
  setup_code_wrong: { status: 403, title: 'The setup code is wrong' },
  // People
  email_taken: { status: 409, title: 'This person is already a member' },
  password_wrong: { status: 403, title: 'The present password is wrong' },
  reset_code_wrong: { status: 403, title: 'The reset code is wrong, used or expired' },
  second_factor_on: { status: 409, title: 'The second factor is already on' },
  second_factor_not_begun: { status: 409, title: 'There is no second factor to confirm or remove' },
  invitation_invalid: { status: 404, title: 'The invitation is unknown, used or expired' },
  last_admin: { status: 409, title: 'An organisation needs at least one active admin' },
  role_in_use: { status: 409, title: 'Members still have this role' },
  role_built_in: { status: 409, title: 'A built-in role cannot be changed that way' },
  name_taken: { status: 409, title: 'The name is already in use' },
  // Keys
  api_access_off: { status: 403, title: 'API access is off' },
  scope_beyond_role: { status: 403, title: 'The role does not allow these scopes' },
  scope_unknown: { status: 422, title: 'The catalogue does not have these scopes' },
  expiry_in_past: { status: 422, title: 'The expiry is in the past' },
  immutable: { status: 422, title: 'This cannot be changed' },
  key_revoked: { status: 409, title: 'The key is revoked for good' },
  key_expired: { status: 409, title: 'The key has expired for good' },
  disabled_by_admin: { status: 403, title: 'An admin disabled this key; only an admin enables it' },
  key_not_approved: { status: 409, title: 'The key is not at that step of its approval' },
  policy_expiry_required: { status: 422, title: 'The organisation asks for an expiry' },
  policy_lifetime_too_long: {
    status: 422,
    title: 'The organisation allows no key to live so long',
  },
  policy_too_many_keys: {
    status: 422,
    title: 'The organisation allows a member no more active keys',
  },
  // Webhooks
  webhook_target_refused: { status: 422, title: 'Events are not sent to this address' },
  webhook_limit_reached: { status: 409, title: 'The member has as many webhooks as allowed' },
  webhook_key_missing: { status: 422, title: 'A webhook needs a key to be tied to' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** RFC 9457 problem details, with Keyturn's `code`, `requestId` and `errors`. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  /** Present for invalid input: where, and what is wrong there. */
  errors?: { path: string; message: string }[];
}
