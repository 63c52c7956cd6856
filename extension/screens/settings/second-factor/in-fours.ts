/** As people type it: `ABCD EFGH IJ`. */
export function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? '';
}
