import { Button } from '../../ui/Button.tsx';
import { KeyIcon, SearchIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { Skeleton } from '../../ui/Spinner.tsx';

interface Props {
  mayCreate: boolean;
  showsRevoked: boolean;
  onShowRevoked: () => void;
}

export function NoKeys({ mayCreate, showsRevoked, onShowRevoked }: Props) {
  return (
    <Empty
      icon={<KeyIcon />}
      title="No keys yet"
      action={
        !showsRevoked && (
          <Button look="plain" small onClick={onShowRevoked}>
            Show revoked
          </Button>
        )
      }
    >
      <p>
        A key lets a script, a service or an API page act with your rights, or with fewer.
        {mayCreate && ' Create the first one: you give it a name and choose what it may do.'}
      </p>
    </Empty>
  );
}

export function NoMatch({ query, onClear }: { query: string; onClear: () => void }) {
  return (
    <Empty
      icon={<SearchIcon />}
      title={`No key matches “${query.trim()}”`}
      action={
        <Button small onClick={onClear}>
          Clear the search
        </Button>
      }
    >
      <p>Names and prefixes are searched.</p>
    </Empty>
  );
}

/** Before anything is known, in the shape of what will come. */
export function Waiting() {
  return (
    <div role="status">
      <span class="for-readers">Loading keys</span>
      {[140, 96, 172].map((width) => (
        <div key={width} class="keys__waiting">
          <Skeleton width={width} />
          <Skeleton width={220} />
        </div>
      ))}
    </div>
  );
}
