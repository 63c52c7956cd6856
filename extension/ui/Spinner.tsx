import './spinner.css';

/** Decoration only: whatever is busy says so in words or by aria-busy. */
export function Spinner() {
  return (
    <svg class="spinner" viewBox="0 0 16 16" aria-hidden="true">
      <path
        d="M8 2a6 6 0 1 1-6 6"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
      />
    </svg>
  );
}

/** The place of a text that is on its way. */
export function Skeleton({ width }: { width: number }) {
  return <span class="skeleton" style={{ width: `${width}px` }} aria-hidden="true" />;
}
