import { useId } from 'preact/hooks';
import type { Happened } from '../../../messages/traffic.ts';
import { Time } from '../../../ui/Time.tsx';
import { pageToolsWords } from '../../../words/page-tools-words.ts';
import { useNow } from '../../use-now.ts';
import './happened.css';
import { reasonOf } from './reason.tsx';
import { useHappened } from './use-happened.ts';

interface Props {
  tabId: number;
  /** Whether a key is set now: only then it is worth saying that nothing has been sent. */
  isSet: boolean;
}

/** What became of the last requests that the tab's key went with. */
export function HappenedList({ tabId, isSet }: Props) {
  const requests = useHappened(tabId);
  const now = useNow();
  const id = useId();
  if (requests === null || (requests.length === 0 && !isSet)) return null;
  return (
    <section class="stack stack--tight" aria-labelledby={id}>
      <h2 id={id}>{pageToolsWords.happened.title}</h2>
      {requests.length === 0 ? (
        <p class="small quiet" role="status">
          {pageToolsWords.happened.nothingYet}
        </p>
      ) : (
        <ol class="happened">
          {requests.map((request) => (
            <Row key={request.id} request={request} now={now} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Row({ request, now }: { request: Happened; now: number }) {
  const { method, path, host, status, at } = request;
  const reason = reasonOf(request);
  return (
    <li class="happened__row">
      <div class="happened__line">
        <code class="happened__what" title={host}>
          <b>{method}</b> {path}
        </code>
        <span class={`happened__status happened__status--${toneOf(status)}`}>
          <span class="for-readers">
            {status === null
              ? pageToolsWords.happened.noAnswer
              : pageToolsWords.happened.answered(status)}
          </span>
          <span aria-hidden="true">{status ?? pageToolsWords.happened.noAnswer}</span>
        </span>
        <span class="small quiet">
          {/* It may be newer than the last look at the clock. */}
          <Time time={Math.min(at, now)} now={now} />
        </span>
      </div>
      {reason && (
        <p class="small anywhere">
          {reason.why && <>{reason.why}. </>}
          <span class="quiet">{reason.next}</span>
        </p>
      )}
    </li>
  );
}

function toneOf(status: number | null): 'good' | 'bad' | 'other' {
  if (status === null || status >= 400) return 'bad';
  return status < 300 ? 'good' : 'other';
}
