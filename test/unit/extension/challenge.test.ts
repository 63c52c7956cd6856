import { describe, expect, it } from 'vitest';
import { readChallenge } from '../../../extension/background/traffic/challenge.ts';

describe('why an API refused, by its WWW-Authenticate answer', () => {
  it.each([
    ['Bearer realm="api"', { kind: 'no-key' }],
    ['Bearer', { kind: 'no-key' }],
    [
      'Bearer realm="api", error="insufficient_scope", scope="tasks:delete tasks:read"',
      { kind: 'scope', needs: ['tasks:delete', 'tasks:read'] },
    ],
    [
      'Bearer realm="api", error="invalid_token", error_description="revoked"',
      { kind: 'key', reason: 'revoked' },
    ],
    [
      'Basic realm="x", bearer error=invalid_token, error_description="Not \\"this\\" one"',
      { kind: 'key', reason: 'Not "this" one' },
    ],
    ['Bearer error="insufficient_scope"', { kind: 'scope', needs: [] }],
  ])('%s', (header, refusal) => {
    expect(readChallenge(header)).toEqual(refusal);
  });

  it.each([
    '',
    'Basic realm="x"',
    'Digest qop="auth", realm="Bearer of news"',
    'Bearertoken x="1"',
  ])('nothing in %s', (header) => {
    expect(readChallenge(header)).toBeNull();
  });

  it('takes no more from an API than a screen can show', () => {
    const scopes = Array.from({ length: 500 }, (_, at) => `tasks:a${at}`).join(' ');
    const long = readChallenge(`Bearer error="insufficient_scope", scope="${scopes}"`);
    expect(long?.kind === 'scope' && long.needs.length).toBeLessThanOrEqual(20);
    const odd = readChallenge('Bearer error="insufficient_scope", scope="tasks:read <b> ../x *"');
    expect(odd).toEqual({ kind: 'scope', needs: ['tasks:read', '*'] });
    const loud = readChallenge(
      `Bearer error="invalid_token", error_description="${'a'.repeat(900)}\u202e\u0007"`,
    );
    expect(loud?.kind === 'key' && loud.reason).toMatch(/^a{160}$/);
  });
});
