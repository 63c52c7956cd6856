import type { Member } from '../../../shared/contract/people.ts';
import { Dash, Time } from '../../ui/Time.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { AccessMark } from './AccessMark.tsx';

export function MemberFacts({ member, now }: { member: Member; now: number }) {
  const said = fullTabWords.members;
  const { email, kind, role, active, joined, apiAccess, lastUsedAt } = member;
  return (
    <dl class="facts facts--roomy member-facts">
      <dt>{said.kind}</dt>
      <dd>
        {said.kinds[kind]} {!joined && <span class="tag">{said.invited}</span>}{' '}
        {!active && <span class="tag">{said.inactive}</span>}
      </dd>
      {email && (
        <>
          <dt>{said.email}</dt>
          <dd class="anywhere">{email}</dd>
        </>
      )}
      <dt>{said.role}</dt>
      <dd>
        <bdi>{role.name}</bdi>
      </dd>
      <dt>{said.access}</dt>
      <dd>
        <AccessMark {...apiAccess} />
      </dd>
      <dt>{said.lastUsed}</dt>
      <dd>
        {lastUsedAt ? (
          <Time time={Date.parse(lastUsedAt)} now={now} />
        ) : (
          <Dash label={said.neverUsed} />
        )}
      </dd>
    </dl>
  );
}
