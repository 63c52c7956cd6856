import { hashRaw } from '@node-rs/argon2';
import { expect, test } from 'vitest';
import { deriveKey } from '../../../extension/background/vault/seal.ts';

test('a passphrase becomes the key that another implementation of argon2id makes at 64 MiB and three passes', async () => {
  const salt = '000102030405060708090a0b0c0d0e0f';
  const expected = await hashRaw('four words in a row', {
    memoryCost: 65_536,
    timeCost: 3,
    parallelism: 1,
    outputLen: 32,
    salt: Buffer.from(salt, 'hex'),
  });
  expect(await deriveKey('four words in a row', salt)).toEqual({
    salt,
    key: expected.toString('hex'),
  });
});
