import { missingScopes } from '../../../shared/scopes.ts';
import type { ListedKey } from '../../messages/keys.ts';
import { Dash } from '../../ui/Time.tsx';
import { statusSentence } from '../../words/status.ts';
import { fullTime, relativeTime } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { RecordFold } from './RecordFold.tsx';
import { Scopes } from './Scopes.tsx';

interface Props {
  id: string;
  listed: ListedKey;
  now: number;
}

/** What a row has no room for. */
export function KeyDetails({ id, listed, now }: Props) {
  const sentence = statusSentence(listed, now);
  const reduced = missingScopes(listed.scopes, listed.effectiveScopes).length > 0;
  return (
    <div class="key__details" id={id}>
      {sentence && <p>{sentence}</p>}
      <dl class="facts">
        {listed.note && (
          <>
            <dt>{words.keys.note}</dt>
            <dd>{listed.note}</dd>
          </>
        )}
        <dt>{words.keys.createdAt}</dt>
        <dd>
          <Moment time={listed.createdAt} now={now} />
        </dd>
        <dt>{words.keys.lastUsedAt}</dt>
        <dd>
          {listed.lastUsedAt ? (
            <Moment time={listed.lastUsedAt} now={now} />
          ) : (
            <Dash label={words.keys.neverUsed} />
          )}
        </dd>
        <dt>{words.keys.expiresAt}</dt>
        <dd>
          {listed.expiresAt ? <Moment time={listed.expiresAt} now={now} /> : words.keys.never}
        </dd>
        <dt>{words.keys.permissions}</dt>
        <dd>
          <Scopes scopes={listed.scopes} />
        </dd>
        {reduced && (
          <>
            <dt>{words.keys.worksFor}</dt>
            <dd>
              {listed.effectiveScopes.length > 0 ? (
                <Scopes scopes={listed.effectiveScopes} />
              ) : (
                words.keys.worksForNothing
              )}
            </dd>
          </>
        )}
      </dl>
      {listed.status !== 'pending' && listed.status !== 'denied' && (
        <RecordFold id={listed.id} now={now} />
      )}
    </div>
  );
}

function Moment({ time, now }: { time: string; now: number }) {
  const at = Date.parse(time);
  return (
    <time dateTime={time}>
      {fullTime(at)} <span class="quiet">({relativeTime(at, now)})</span>
    </time>
  );
}
