import type { ServerInfo } from '../../../shared/contract/server.ts';
import { TickIcon } from '../../ui/icons.tsx';
import { firstRunWords } from '../../words/first-run-words.ts';

interface Props {
  address: string;
  server: ServerInfo;
}

export function ServerFound({ address, server }: Props) {
  return (
    <p class="found">
      <TickIcon />
      <span class="anywhere">
        {firstRunWords.found(
          <strong>
            {server.name} {server.version}
          </strong>,
          <code>{address}</code>,
        )}
      </span>
    </p>
  );
}
