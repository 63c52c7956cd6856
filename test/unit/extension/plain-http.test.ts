import { expect, it } from 'vitest';
import { isPlainAndPublic } from '../../../extension/plain-http.ts';

it.each([
  ['http://keys.example.com', true],
  ['http://8.8.8.8:4777', true],
  ['http://172.32.0.1', true],
  ['http://[2001:db8::1]', true],
  ['https://keys.example.com', false],
  ['http://127.0.0.1:4777', false],
  ['http://localhost:4777', false],
  ['http://[::1]:4777', false],
  ['http://10.1.2.3', false],
  ['http://172.16.0.1', false],
  ['http://172.31.255.1', false],
  ['http://192.168.1.5', false],
  ['http://169.254.1.1', false],
  ['http://[fd12::1]', false],
  ['http://[fe80::1]', false],
  ['http://keyserver', false],
  ['http://keys.internal', false],
  ['http://keys.local', false],
  ['not an address', false],
])('%s sends in clear over the internet: %s', (address, expected) => {
  expect(isPlainAndPublic(address)).toBe(expected);
});
