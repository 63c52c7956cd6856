import { Button } from '../../ui/Button.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/Notice.tsx';

interface Props {
  hasKeys: boolean;
  onCreate: () => void;
  onKeys: () => void;
}

/** No key's secret is here: why, and how to get one here. */
export function NothingToUse({ hasKeys, onCreate, onKeys }: Props) {
  return (
    <Empty
      icon={<KeyIcon />}
      title="No key to use in this browser"
      action={
        <>
          <Button look="primary" onClick={onCreate}>
            Create key
          </Button>
          {hasKeys && (
            <Button look="plain" onClick={onKeys}>
              Regenerate one of your keys
            </Button>
          )}
        </>
      }
    >
      <p>
        Keyturn keeps a secret only until the browser closes, so only keys made or regenerated here
        since then can be set on a tab.
      </p>
    </Empty>
  );
}
