import type { Issued } from '../domain/keys/issue.ts';

/** With its secret, or the news that an admin has to approve it first. */
export function issuedReply({ key, secret }: Issued) {
  return secret === null
    ? ({ status: 202, body: { key } } as const)
    : ({ status: 201, body: { key, secret } } as const);
}
