import { SearchIcon } from '../../ui/icons.tsx';
import './keys.css';
import { focusRow } from './rows.ts';

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
}

export function SearchBox({ label, value, onValue }: Props) {
  return (
    <search class="search">
      <SearchIcon />
      <input
        id="key-search"
        type="search"
        class="input"
        aria-label={label}
        placeholder={label}
        autofocus
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' && focusRow('first')) {
            event.preventDefault();
          } else if (event.key === 'Escape' && value) {
            // Unprevented, Escape would close the popup with the search still in it.
            event.preventDefault();
            onValue('');
          }
        }}
      />
    </search>
  );
}

export function focusSearch(): void {
  document.getElementById('key-search')?.focus();
}
