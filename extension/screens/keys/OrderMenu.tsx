import type { KeyStatus } from '../../../shared/status.ts';
import { OrderIcon, TickIcon } from '../../ui/icons.tsx';
import { Menu, MenuGroup, MenuItem } from '../../ui/Menu.tsx';
import { words } from '../../words/words.ts';
import { SORTS, type Sort } from './order.ts';

interface Props {
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Those that occur. */
  statuses: KeyStatus[];
  status: KeyStatus | null;
  onStatus: (status: KeyStatus | null) => void;
}

export function OrderMenu({ sort, onSort, statuses, status, onStatus }: Props) {
  const said = words.keys.order;
  return (
    <Menu label={said.label} icon={<OrderIcon />}>
      {(close) => {
        const item = (key: string, label: string, checked: boolean, act: () => void) => (
          <MenuItem
            key={key}
            icon={<span class="order__tick">{checked && <TickIcon />}</span>}
            checked={checked}
            onSelect={() => {
              close();
              act();
            }}
          >
            {label}
          </MenuItem>
        );
        return (
          <>
            <MenuGroup label={said.sortBy}>
              {SORTS.map((one) => item(one, said.sorts[one], one === sort, () => onSort(one)))}
            </MenuGroup>
            <MenuGroup label={said.show}>
              {item('all', said.all, status === null, () => onStatus(null))}
              {statuses.map((one) =>
                item(one, words.status.marks[one], one === status, () => onStatus(one)),
              )}
            </MenuGroup>
          </>
        );
      }}
    </Menu>
  );
}
