import { missingScopes } from '../../../shared/scopes.ts';
import type { ListedKey } from '../../messages.ts';
import { Dash } from '../../ui/Time.tsx';
import { statusSentence } from '../../words/status.ts';
import { fullTime, relativeTime } from '../../words/times.ts';

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
        <dt>Created</dt>
        <dd>
          <Moment time={listed.createdAt} now={now} />
        </dd>
        <dt>Last used</dt>
        <dd>
          {listed.lastUsedAt ? (
            <Moment time={listed.lastUsedAt} now={now} />
          ) : (
            <Dash label="Never used" />
          )}
        </dd>
        <dt>Expires</dt>
        <dd>{listed.expiresAt ? <Moment time={listed.expiresAt} now={now} /> : 'Never'}</dd>
        <dt>Permissions</dt>
        <dd>
          <Scopes scopes={listed.scopes} />
        </dd>
        {reduced && (
          <>
            <dt>Works for</dt>
            <dd>
              {listed.effectiveScopes.length > 0 ? (
                <Scopes scopes={listed.effectiveScopes} />
              ) : (
                'Nothing: your role allows none of these now.'
              )}
            </dd>
          </>
        )}
      </dl>
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

function Scopes({ scopes }: { scopes: string[] }) {
  return (
    <>
      {scopes.map((scope, index) => (
        <span key={scope}>
          {index > 0 && ', '}
          <code class="anywhere">{scope}</code>
        </span>
      ))}
    </>
  );
}
