/** Who makes a change, as the audit log names them. */
import type { KeyRow, MemberRow } from '../../store/rows.ts';

/** Where a request comes from. */
export interface Origin {
  ip: string;
  userAgent: string | null;
  requestId: string;
}

export interface Author {
  kind: 'member' | 'key' | 'system';
  /** Member or key id; null for the system. */
  id: string | null;
  name: string;
  ip: string | null;
  requestId: string | null;
}

/** What the server does by itself: sweeps, deliveries, the command line. */
export const SYSTEM: Author = {
  kind: 'system',
  id: null,
  name: 'Keyturn',
  ip: null,
  requestId: null,
};

export function memberAuthor({ id, name }: MemberRow, origin: Origin): Author {
  return { kind: 'member', id, name, ip: origin.ip || null, requestId: origin.requestId };
}

export function keyAuthor({ id, name }: KeyRow, origin: Origin): Author {
  return { kind: 'key', id, name, ip: origin.ip || null, requestId: origin.requestId };
}
