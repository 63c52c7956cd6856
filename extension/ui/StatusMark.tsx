import type { ComponentChildren } from 'preact';
import type { Mark } from '../words/status.ts';
import { words } from '../words/words.ts';
import './status.css';

/** A shape of its own for each, so that colour is never the only difference. */
const SHAPES: Record<Mark, ComponentChildren> = {
  active: <circle cx="6" cy="6" r="4.5" fill="currentColor" />,
  soon: (
    <>
      <circle cx="6" cy="6" r="4.75" fill="none" stroke="currentColor" stroke-width="1.5" />
      <path d="M6 3.25V6l2 1.5" fill="none" stroke="currentColor" stroke-width="1.5" />
    </>
  ),
  pending: <path d="M3 1h6L6 6l3 5H3l3-5z" fill="none" stroke="currentColor" stroke-width="1.5" />,
  denied: (
    <>
      <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.75" />
      <path d="m3 9 6-6" stroke="currentColor" stroke-width="1.75" />
    </>
  ),
  expired: <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="1.75" />,
  disabled: <path d="M2.5 1.5h2.5v9H2.5zM7 1.5h2.5v9H7z" fill="currentColor" />,
  suspended: <path d="M6 .5 11.5 6 6 11.5.5 6z" fill="currentColor" />,
  revoked: <path d="m2 2 8 8M10 2l-8 8" stroke="currentColor" stroke-width="2.25" />,
};

/** Shape and colour; the word on hover. Whoever shows it says the word to readers too. */
export function StatusMark({ mark }: { mark: Mark }) {
  return (
    <span title={words.status.marks[mark]}>
      <svg class={`mark mark--${mark}`} viewBox="0 0 12 12" aria-hidden="true">
        {SHAPES[mark]}
      </svg>
    </span>
  );
}

export function StatusBadge({ mark }: { mark: Mark }) {
  return <span class={`badge mark--${mark}`}>{words.status.marks[mark]}</span>;
}
