import type { ServerInfo } from '../../../shared/contract/server.ts';
import { TickIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';

interface Props {
  address: string;
  server: ServerInfo;
}

export function ServerFound({ address, server }: Props) {
  return (
    <p class="found">
      <TickIcon />
      <span class="anywhere">
        {words.firstRun.found(
          <strong>
            {server.name} {server.version}
          </strong>,
          <code>{address}</code>,
        )}
      </span>
    </p>
  );
}
