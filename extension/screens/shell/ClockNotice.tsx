import { Notice } from '../../ui/Notice.tsx';
import { hoursAndMinutes } from '../../words/times.ts';
import { words } from '../../words/words.ts';

/** That this computer's clock and the server's differ so much that expiries mislead. */
export function ClockNotice({ clockOff }: { clockOff: number | undefined }) {
  if (!clockOff) return null;
  const said = words.shell.clock;
  const span = hoursAndMinutes(Math.abs(clockOff));
  return (
    <aside class="frame__notice">
      <Notice tone="warning" title={clockOff > 0 ? said.behind(span) : said.ahead(span)}>
        <p>{said.next}</p>
      </Notice>
    </aside>
  );
}
