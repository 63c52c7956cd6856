import type { ServerInfo } from '../../../shared/contract/server.ts';
import { TickIcon } from '../../ui/icons.tsx';

interface Props {
  address: string;
  server: ServerInfo;
}

export function ServerFound({ address, server }: Props) {
  return (
    <p class="found">
      <TickIcon />
      <span class="anywhere">
        <strong>
          {server.name} {server.version}
        </strong>{' '}
        at <code>{address}</code>
      </span>
    </p>
  );
}
