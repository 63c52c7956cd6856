import { useState } from 'preact/hooks';
import type { KeyStatus } from '../../../shared/status.ts';
import { SORTS, type Sort } from './order.ts';

/** Where the choice is remembered: only `localStorage` can be read before the first paint. */
const SORT = 'key-sort';

/** How the list is ordered, which lasts, and which statuses are shown, which does not. */
export function useOrder() {
  const [sort, setSort] = useState<Sort>(readSort);
  const [status, setStatus] = useState<KeyStatus | null>(null);
  return {
    sort,
    status,
    setStatus,
    setSort(chosen: Sort) {
      localStorage.setItem(SORT, chosen);
      setSort(chosen);
    },
  };
}

function readSort(): Sort {
  const kept = localStorage.getItem(SORT);
  return SORTS.find((one) => one === kept) ?? 'newest';
}
