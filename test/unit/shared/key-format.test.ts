import { randomBytes } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  crc32,
  createSecret,
  isWellFormed,
  KEY_PREFIX,
  randomBase62,
  SESSION_PREFIX,
  type SecretPrefix,
  shownPrefix,
} from '../../../shared/key-format.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The checksum by another road: zlib's CRC and big-integer division by powers of 62. */
function expectedChecksum(body: string): string {
  const crc = BigInt(zlibCrc32(body));
  return [5n, 4n, 3n, 2n, 1n, 0n]
    .map((power) => BASE62[Number((crc / 62n ** power) % 62n)])
    .join('');
}

const BODY = 'kt_0123456789ABCDEFGHIJKLMNOPQRST';
const GOOD = BODY + expectedChecksum(BODY);

/** Every text that differs from this one in exactly one character after its first `from`. */
function* oneCharacterOff(text: string, from: number): Generator<string> {
  for (let at = from; at < text.length; at++) {
    for (const other of BASE62) {
      if (other !== text[at]) yield text.slice(0, at) + other + text.slice(at + 1);
    }
  }
}

describe('CRC-32', () => {
  it.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['kt_', zlibCrc32('kt_')],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j', (text, crc) => {
    expect(crc32(text)).toBe(crc);
  });

  it('agrees with zlib on random texts and on their beginnings', () => {
    for (let round = 0; round < 200; round++) {
      const text = randomBytes(round).toString('hex');
      expect(crc32(text)).toBe(zlibCrc32(text));
      expect(crc32(text, round)).toBe(zlibCrc32(text.slice(0, round)));
    }
  });
});

describe('the known vectors', () => {
  // Worked out by hand from Python's zlib.crc32 and divmod by 62.
  it.each([
    ['kt_000000000000000000000000000000', '0YpK7t'],
    ['kt_zzzzzzzzzzzzzzzzzzzzzzzzzzzzzz', '2PZMus'],
    [BODY, '2oKSwm'],
  ])('%s ends in %s', (body, checksum) => {
    expect(isWellFormed(body + checksum, KEY_PREFIX)).toBe(true);
    expect(expectedChecksum(body)).toBe(checksum);
  });

  it('pads a small checksum with zeros at its front', () => {
    const body = 'kts_000000000000000000000000000253';
    expect(expectedChecksum(body)).toBe('00Ty2j');
    expect(isWellFormed(`${body}00Ty2j`, SESSION_PREFIX)).toBe(true);
  });
});

describe('a new secret', () => {
  it.each<SecretPrefix>([KEY_PREFIX, SESSION_PREFIX])(
    'of kind %s has its shape and its checksum',
    (prefix) => {
      for (let round = 0; round < 200; round++) {
        const secret = createSecret(prefix, randomBytes);
        const body = secret.slice(0, -6);
        expect(secret).toMatch(new RegExp(`^${prefix}[0-9A-Za-z]{36}$`));
        expect(secret.slice(-6)).toBe(expectedChecksum(body));
        expect(isWellFormed(secret, prefix)).toBe(true);
      }
    },
  );

  it('is of one kind only', () => {
    expect(isWellFormed(createSecret(KEY_PREFIX, randomBytes), SESSION_PREFIX)).toBe(false);
    expect(isWellFormed(createSecret(SESSION_PREFIX, randomBytes), KEY_PREFIX)).toBe(false);
  });

  it('draws again where a byte would make some characters likelier than others', () => {
    const draws = [Uint8Array.of(248, 255, 0, 61), Uint8Array.of(62, 247, 249, 250)];
    expect(randomBase62(4, () => draws.shift() as Uint8Array)).toBe('0z0z');
    expect(draws).toEqual([]);
  });
});

describe('what is malformed', () => {
  it('every change of one character', () => {
    const accepted = [...oneCharacterOff(GOOD, KEY_PREFIX.length)].filter((text) =>
      isWellFormed(text, KEY_PREFIX),
    );
    expect(accepted).toEqual([]);
  });

  it('every swap of two neighbours that differ', () => {
    const swaps = Array.from({ length: GOOD.length - 1 }, (_, at) => {
      const [a, b] = [GOOD[at] as string, GOOD[at + 1] as string];
      return a === b ? null : GOOD.slice(0, at) + b + a + GOOD.slice(at + 2);
    }).filter((text) => text !== null);
    expect(swaps.length).toBeGreaterThan(30);
    expect(swaps.filter((text) => isWellFormed(text, KEY_PREFIX))).toEqual([]);
  });

  it.each([
    ['nothing', ''],
    ['the prefix alone', 'kt_'],
    ['another prefix', `kx_${GOOD.slice(3)}`],
    ['the prefix in capitals', `KT_${GOOD.slice(3)}`],
    ['one character short', GOOD.slice(0, -1)],
    ['one character long', `${GOOD}0`],
    ['a space before', ` ${GOOD}`],
    ['a line break after', `${GOOD}\n`],
    ['a line break in the place of a character', `${GOOD.slice(0, -1)}\n`],
    ['a full-width digit', `${GOOD.slice(0, 10)}\uff11${GOOD.slice(11)}`],
    // Its low byte is that of the character it replaces, which a CRC over bytes would not see.
    ['a character that only looks the same in its low byte', shifted(GOOD, 10)],
    ['a hyphen', `${GOOD.slice(0, 10)}-${GOOD.slice(11)}`],
    ['the checksum in reverse', GOOD.slice(0, -6) + [...GOOD.slice(-6)].reverse().join('')],
  ])('%s', (_, text) => {
    expect(isWellFormed(GOOD, KEY_PREFIX)).toBe(true);
    expect(isWellFormed(text, KEY_PREFIX)).toBe(false);
  });
});

function shifted(text: string, at: number): string {
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) + 256) + text.slice(at + 1);
}

it('shows the kind prefix and the next four characters', () => {
  expect(shownPrefix(GOOD)).toBe('kt_0123');
});
