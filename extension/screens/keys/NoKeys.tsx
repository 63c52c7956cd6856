import { Button } from '../../ui/Button.tsx';
import { KeyIcon, SearchIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Spinner.tsx';
import { words } from '../../words/words.ts';

interface Props {
  mayCreate: boolean;
  showsRevoked: boolean;
  onShowRevoked: () => void;
}

export function NoKeys({ mayCreate, showsRevoked, onShowRevoked }: Props) {
  return (
    <Empty
      icon={<KeyIcon />}
      title={words.keys.none}
      action={
        !showsRevoked && (
          <Button look="plain" small onClick={onShowRevoked}>
            {words.keys.showRevoked}
          </Button>
        )
      }
    >
      <p>
        {words.keys.noneAbout} {mayCreate && words.keys.noneFirst}
      </p>
    </Empty>
  );
}

export function NoMatch({ query, onClear }: { query: string; onClear: () => void }) {
  return (
    <Empty
      icon={<SearchIcon />}
      title={words.keys.noMatch(query.trim())}
      action={
        <Button small onClick={onClear}>
          {words.keys.clearSearch}
        </Button>
      }
    >
      <p>{words.keys.noMatchNext}</p>
    </Empty>
  );
}

/** Before anything is known, in the shape of what will come. */
export function Waiting() {
  return (
    <div role="status">
      <span class="for-readers">{words.keys.loading}</span>
      {[140, 96, 172].map((width) => (
        <div key={width} class="keys__waiting">
          <Skeleton width={width} />
          <Skeleton width={220} />
        </div>
      ))}
    </div>
  );
}
