import { describe, expect, it } from 'vitest';
import type { Failure } from '../../../../extension/messages/failure.ts';
import { saidOfField } from '../../../../extension/words/de/fields.ts';
import { failureWords, fieldErrors, saidByFields } from '../../../../extension/words/failures.ts';
import { words } from '../../../../extension/words/words.ts';
import { WEAKNESS_MESSAGES } from '../../../../server/domain/people/weak-passwords.ts';
import { ERRORS } from '../../../../shared/contract/errors.ts';

const ADDRESS = 'http://127.0.0.1:4777';

function refused(code: string, over: Partial<Extract<Failure, { kind: 'refused' }>> = {}): Failure {
  return {
    kind: 'refused',
    code,
    title: 'A title',
    detail: '',
    errors: [],
    retryAfter: null,
    ...over,
  };
}

const CAUSES: [Failure, string][] = [
  [{ kind: 'no-answer', address: ADDRESS }, 'No answer from 127.0.0.1:4777.'],
  [{ kind: 'bad-address' }, 'This is not an address.'],
  [
    { kind: 'other-server-preset', address: 'https://keys.example.com' },
    'Your organisation lets this browser connect to keys.example.com alone.',
  ],
  [
    { kind: 'not-keyturn', address: ADDRESS },
    '127.0.0.1:4777 answers, but it is not a Keyturn server.',
  ],
  [
    { kind: 'too-old', address: ADDRESS, version: '0.0.9' },
    'The server at 127.0.0.1:4777 is too old (0.0.9).',
  ],
  [
    { kind: 'too-new', address: ADDRESS, version: '9.0.0' },
    'The server at 127.0.0.1:4777 (9.0.0) is newer than this extension.',
  ],
  [{ kind: 'signed-out' }, 'You are signed out.'],
  [refused('setup_code_wrong'), 'The setup code is wrong.'],
  [refused('credentials_wrong'), 'The email or the password is wrong.'],
  [
    {
      kind: 'permission-missing',
      origins: ['http://docs.test/*', 'https://docs.test/*', 'https://api.test/*'],
    },
    'The browser does not allow Keyturn on docs.test and api.test.',
  ],
  [{ kind: 'not-in-this-browser' }, 'This key’s secret is not in this browser.'],
  [{ kind: 'tab-gone' }, 'The tab has been closed, or has gone to another site.'],
  [{ kind: 'internal', detail: 'it broke' }, 'The extension failed: It broke.'],
];

describe('failureWords', () => {
  it.each(CAUSES)('names the cause of %o', (failure, what) => {
    expect(failureWords(failure).what).toBe(what);
  });

  it.each([...Object.keys(ERRORS), ...Object.keys(words.failures.refusals)])(
    'has a cause and a next step of its own for the code %s',
    (code) => {
      const { what, next } = failureWords(refused(code, { detail: 'said by the server' }));
      for (const text of [what, next]) expect(text).toMatch(/^[A-Z].+\.$/);
      expect(Object.hasOwn(words.failures.refusals, code)).toBe(true);
      expect(`${what} ${next}`).not.toMatch(/!|oops|please|N\/A|undefined/i);
    },
  );

  it('says when to try again', () => {
    expect(failureWords(refused('rate_limited', { retryAfter: 130 })).next).toBe(
      'Try again in 3 minutes.',
    );
    expect(failureWords(refused('rate_limited')).next).toBe('Try again later.');
  });

  it('passes on what the server says with a code that it does not know', () => {
    const failure = refused('http_502', { title: 'The server answered 502' });
    expect(failureWords(failure).what).toBe('The server answered 502.');
  });

  it('is not fooled by a code that names something every object has', () => {
    expect(failureWords(refused('constructor')).what).toBe('A title.');
  });

  it('names the scopes that the server refuses', () => {
    const detail = 'your role does not allow tasks:delete';
    expect(failureWords(refused('scope_beyond_role', { detail })).what).toBe(
      'Your role does not allow tasks:delete.',
    );
  });
});

describe('saidOfField', () => {
  it('has German for what the server says of a weak password', () => {
    expect(Object.values(WEAKNESS_MESSAGES).map(saidOfField)).toEqual([
      'kein häufiges Passwort',
      'mehr als die Namen der Person, der Organisation oder Keyturn',
      'kein Passwort, das aus Datenlecks bekannt ist',
    ]);
  });
});

describe('fieldErrors', () => {
  const labels = { 'admin.email': 'Email', 'admin.password': 'Password' };
  const errors = [{ path: 'admin.password', message: 'must have at least 12 characters' }];

  it('says what is wrong at its field, beginning with the label', () => {
    const failure = refused('invalid_input', { errors });
    expect(fieldErrors(failure, labels)).toEqual({
      'admin.password': 'Password must have at least 12 characters.',
    });
    expect(saidByFields(failure, labels)).toBe(true);
  });

  it('leaves to the notice what no field shows', () => {
    const failure = refused('invalid_input', {
      errors: [...errors, { path: 'colour', message: 'is not known' }],
    });
    expect(Object.keys(fieldErrors(failure, labels))).toEqual(['admin.password']);
    expect(saidByFields(failure, labels)).toBe(false);
  });

  it('has nothing to say about other failures', () => {
    expect(fieldErrors({ kind: 'tab-gone' }, labels)).toEqual({});
    expect(saidByFields(refused('credentials_wrong'), labels)).toBe(false);
  });
});
