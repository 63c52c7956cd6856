import type { ComponentChildren } from 'preact';
import { hostOf } from '../../words/text.ts';
import { words } from '../../words/words.ts';

export type ServerMark = 'asking' | 'answers' | 'problem';

interface Props {
  orgName: string;
  address: string;
  server: ServerMark;
  middle?: ComponentChildren;
  end?: ComponentChildren;
}

export function Header({ orgName, address, server, middle, end }: Props) {
  return (
    <header class="header">
      <div class="header__org">
        <div class="header__name truncate" title={orgName}>
          <bdi>{orgName}</bdi>
        </div>
        <ServerState address={address} server={server} />
      </div>
      {middle}
      {end}
    </header>
  );
}

function ServerState({ address, server }: { address: string; server: ServerMark }) {
  const host = hostOf(address);
  const said = words.shell;
  return (
    <div class="header__server small quiet" title={said.serverIs[server](address)}>
      <svg class={`server-mark server-mark--${server}`} viewBox="0 0 8 8" aria-hidden="true">
        {server === 'answers' && <circle cx="4" cy="4" r="3.5" fill="currentColor" />}
        {server === 'asking' && (
          <circle cx="4" cy="4" r="3" fill="none" stroke="currentColor" stroke-width="1.5" />
        )}
        {server === 'problem' && (
          <path d="m1 1 6 6M7 1 1 7" stroke="currentColor" stroke-width="1.75" />
        )}
      </svg>
      <span class="truncate">{server === 'problem' ? said.noAnswerFrom(host) : host}</span>
      <span class="for-readers" role="status">
        {server === 'problem' ? said.serverSilent : ''}
      </span>
    </div>
  );
}
