/** Pages of a list: an opaque cursor holds the position of the last row that was given. */
import { invalidAt } from './refusal.ts';

/** Where a row stands in its list: by `at`, then by `id`. */
export interface Position {
  at: number;
  id: string;
}

export interface PageQuery {
  limit: number;
  cursor?: string | undefined;
}

export interface Page<R> {
  items: R[];
  nextCursor: string | null;
}

export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(JSON.stringify([at, id])).toString('base64url');
}

/** Throws `invalid_input` for what no list has given out. */
export function decodeCursor(cursor: string): Position {
  try {
    const [at, id, ...rest] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[];
    if (Number.isFinite(at) && typeof id === 'string' && rest.length === 0) {
      return { at: at as number, id };
    }
  } catch {
    // Falls through to the refusal.
  }
  throw invalidAt('cursor', 'must be the nextCursor of an earlier page');
}

/** Those of `rows` that stand on the page; rows may come and go between pages. */
export function pageOf<R>(
  rows: readonly R[],
  query: PageQuery,
  order: 'oldest first' | 'newest first',
  positionOf: (row: R) => Position,
): Page<R> {
  const sign = order === 'oldest first' ? 1 : -1;
  const after = query.cursor === undefined ? null : decodeCursor(query.cursor);
  const left = rows
    .map((row) => ({ row, position: positionOf(row) }))
    .sort((a, b) => sign * compare(a.position, b.position))
    .filter(({ position }) => after === null || sign * compare(position, after) > 0);
  const page = left.slice(0, query.limit);
  const last = page.at(-1);
  return {
    items: page.map(({ row }) => row),
    nextCursor: last && left.length > page.length ? encodeCursor(last.position) : null,
  };
}

/**
 * A page of rows in their order, from where they begin: read only as far as it needs, and
 * one further to know whether there is a next one. What has no view is left out.
 */
export async function pageFrom<R, V>(
  rows: AsyncIterable<R>,
  limit: number,
  positionOf: (row: R) => Position,
  viewOf: (row: R) => V | undefined | Promise<V | undefined>,
): Promise<Page<V>> {
  const items: V[] = [];
  let last: R | undefined;
  for await (const row of rows) {
    const view = await viewOf(row);
    if (view === undefined) continue;
    if (last !== undefined && items.length === limit) {
      return { items, nextCursor: encodeCursor(positionOf(last)) };
    }
    items.push(view);
    last = row;
  }
  return { items, nextCursor: null };
}

/** Where rows that are sorted by their creation go on, for the store. */
export function rowBefore(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const { at, id } = decodeCursor(cursor);
  return { before: { createdAt: at, id } };
}

export function positionOf({ createdAt, id }: { createdAt: number; id: string }): Position {
  return { at: createdAt, id };
}

function compare(a: Position, b: Position): number {
  if (a.at !== b.at) return a.at - b.at;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
