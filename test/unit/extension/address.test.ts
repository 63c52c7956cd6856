import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../../extension/background/session/address.ts';

describe('an address as typed', () => {
  it.each([
    ['127.0.0.1:4777', 'http://127.0.0.1:4777'],
    ['localhost:4777', 'http://localhost:4777'],
    ['LocalHost', 'http://localhost'],
    ['keyturn.localhost:8080', 'http://keyturn.localhost:8080'],
    ['[::1]:4777', 'http://[::1]:4777'],
    ['127.8.9.1', 'http://127.8.9.1'],
    ['https://localhost:4777', 'https://localhost:4777'],
    ['https://keys.example.com', 'https://keys.example.com'],
    ['keys.example.com', 'https://keys.example.com'],
    ['keys.example.com:8443', 'https://keys.example.com:8443'],
    ['https://keys.example.com:443', 'https://keys.example.com'],
    ['http://keys.example.com', 'http://keys.example.com'],
    ['  https://keys.example.com/some/path?x=1#y  ', 'https://keys.example.com'],
    ['keys.example.com/v1/', 'https://keys.example.com'],
    ['127.0.0.1.example.com', 'https://127.0.0.1.example.com'],
    ['schlüssel.example', 'https://xn--schlssel-95a.example'],
    ['10.0.0.5:4777', 'https://10.0.0.5:4777'],
  ])('%s is %s', (typed, origin) => {
    expect(parseAddress(typed)).toBe(origin);
  });

  it.each([
    '',
    '   ',
    'ftp://keys.example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'chrome-extension://abc/popup.html',
    'mailto:ann@example.com',
    'https://ann:secret@keys.example.com',
    'ann@keys.example.com',
    'https://',
    'http:/127.0.0.1',
    'two words',
    'keys.example.com\\@evil.example',
    'https://*.example.com',
    '127.0.0.1:99999',
    '[::1',
  ])('refuses %j', (typed) => {
    expect(parseAddress(typed)).toBeNull();
  });
});
