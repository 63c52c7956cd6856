/** The `WWW-Authenticate` header of RFC 6750 section 3. */
export interface Challenge {
  error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope';
  description?: string;
  /** All that is needed, in the order it was asked for. */
  scopes?: readonly string[];
}

export function challenge({ error, description, scopes }: Challenge = {}): string {
  const parameters = [
    ['realm', 'Keyturn'],
    ['error', error],
    ['error_description', description],
    ['scope', scopes?.join(' ')],
  ];
  const given = parameters.filter(([, value]) => value !== undefined);
  return `Bearer ${given.map(([name, value]) => `${name}="${quotable(value as string)}"`).join(', ')}`;
}

/** RFC 6750 section 3: printable ASCII without `"` and `\`. */
function quotable(text: string): string {
  return text.replace(/[^\x20-\x7e]|["\\]/g, "'");
}
