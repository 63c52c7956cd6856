import { Refusal } from '../domain/refusal.ts';

/** The credential of an `Authorization: Bearer` header; throws `credentials_missing`. */
export function bearerToken(authorization: string | undefined): string {
  const match = /^Bearer +(\S+)$/i.exec(authorization ?? '');
  if (!match) {
    throw new Refusal('credentials_missing', 'Send "Authorization: Bearer <token or key>".');
  }
  return match[1] as string;
}
