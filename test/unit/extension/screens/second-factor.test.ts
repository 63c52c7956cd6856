import { encode } from 'uqr';
import { expect, it } from 'vitest';
import { inFours } from '../../../../extension/screens/settings/second-factor/in-fours.ts';
import { qrPath } from '../../../../extension/screens/settings/second-factor/qr-path.ts';

it.each([
  ['', ''],
  ['ABCD', 'ABCD'],
  ['ABCDEFGHIJ', 'ABCD EFGH IJ'],
])('the secret %s is shown as %s', (secret, shown) => {
  expect(inFours(secret)).toBe(shown);
});

/** What the path covers, module by module. */
function covered({ path, size }: { path: string; size: number }): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
    rows[Number(y)]?.fill(true, Number(x), Number(x) + Number(length));
  }
  return rows;
}

it('every dark module of a QR code is drawn, and no other', () => {
  const { data } = encode('otpauth://totp/Keyturn:ann@example.com?secret=JBSWY3DP', { border: 4 });
  expect(covered(qrPath(data))).toEqual(data);
  expect(data.slice(0, 4).flat()).not.toContain(true);
});
