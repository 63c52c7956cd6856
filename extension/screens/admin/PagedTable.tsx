import type { ComponentChildren } from 'preact';
import { LoadState } from './LoadState.tsx';
import { More } from './More.tsx';
import { Table, type TableProps } from './Table.tsx';
import type { Pages } from './use-pages.ts';

interface Props<T> extends Omit<TableProps<T>, 'items'> {
  pages: Pages<T>;
  /** In place of a table without rows. */
  empty: ComponentChildren;
}

/** A table that comes in pages: what there is of it, and what became of the rest. */
export function PagedTable<T>({ pages, empty, ...table }: Props<T>) {
  const { items, failure, busy, done, more } = pages;
  return (
    <>
      <LoadState there={items !== null} failure={failure} onAgain={more} />
      {items?.length === 0 && empty}
      {items && items.length > 0 && <Table {...table} items={items} />}
      {items && !done && !failure && <More busy={busy} onMore={more} />}
    </>
  );
}
