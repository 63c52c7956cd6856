import { type ComponentChildren, Fragment } from 'preact';
import './admin.css';
import './table.css';

export interface Column<T> {
  id: string;
  label: string;
  /** Numbers stand at the end of their column. */
  number?: boolean;
  /** Names its row for readers. */
  header?: boolean;
  cell: (item: T) => ComponentChildren;
}

export interface TableProps<T> {
  /** For readers: what the table is of. */
  caption: string;
  columns: Column<T>[];
  items: T[];
  keyOf: (item: T) => string;
  /** What is unfolded below a row; null for nothing. */
  below?: (item: T) => ComponentChildren;
}

export function Table<T>({ caption, columns, items, keyOf, below }: TableProps<T>) {
  return (
    <div class="table-frame">
      <table class="table">
        <caption class="for-readers">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ id, label, number }) => (
              <th key={id} scope="col" class={number ? 'table__number' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <Fragment key={keyOf(item)}>
              <tr>
                {columns.map(({ id, number, header, cell }) => {
                  const look = number ? 'table__number' : undefined;
                  return header ? (
                    <th key={id} scope="row" class={look}>
                      {cell(item)}
                    </th>
                  ) : (
                    <td key={id} class={look}>
                      {cell(item)}
                    </td>
                  );
                })}
              </tr>
              <Unfolded columns={columns.length}>{below?.(item)}</Unfolded>
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Unfolded({ columns, children }: { columns: number; children?: ComponentChildren }) {
  if (!children) return null;
  return (
    <tr class="table__below">
      <td colSpan={columns}>{children}</td>
    </tr>
  );
}
