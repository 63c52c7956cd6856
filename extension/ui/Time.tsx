import { fullTime, relativeTime } from '../words/times.ts';

interface Props {
  /** Milliseconds since the epoch. */
  time: number;
  now: number;
}

/** `3 min ago`, with the full date on hover and for readers. */
export function Time({ time, now }: Props) {
  return (
    <time dateTime={new Date(time).toISOString()} title={fullTime(time)}>
      {relativeTime(time, now)}
      <span class="for-readers">, {fullTime(time)}</span>
    </time>
  );
}

/** A dash that says what it stands for. */
export function Dash({ label }: { label: string }) {
  return (
    <span title={label}>
      <span aria-hidden="true">–</span>
      <span class="for-readers">{label}</span>
    </span>
  );
}
