import type { OperationName } from '../../../shared/contract/endpoints.ts';
import type { AnswerOf } from '../../../shared/contract/operations.ts';
import type { Session } from '../../stored.ts';
import type { Input } from '../session/api.ts';
import { callAs, requireSession, tellAccount } from '../session/session.ts';

/** The largest page that the server gives. */
export const PAGE_SIZE = 200;

export function inOrg(session: Session): { org: string } {
  return { org: session.account.current.org.id };
}

/** Asks the server about the person's org, as the person. */
export async function ask<N extends OperationName>(name: N, input: Input<N>): Promise<AnswerOf<N>> {
  return callAs(await requireSession(), name, input);
}

export async function orgParams(): Promise<{ org: string }> {
  return inOrg(await requireSession());
}

export async function oneParams(id: string): Promise<{ org: string; id: string }> {
  return { ...(await orgParams()), id };
}

export function pageQuery(cursor: string | null): { limit: number; cursor?: string } {
  return { limit: PAGE_SIZE, ...(cursor !== null && { cursor }) };
}

/** Every item of a list, page by page. */
export async function* every<T>(
  read: (cursor: string | null) => Promise<{ items: T[]; nextCursor: string | null }>,
): AsyncGenerator<T> {
  let cursor: string | null = null;
  do {
    const page: { items: T[]; nextCursor: string | null } = await read(cursor);
    yield* page.items;
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** What was changed may concern the person too: their role, or their access. */
export const tellSession = tellAccount;
