import { Button } from '../../ui/Button.tsx';
import { KeyIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { words } from '../../words/words.ts';

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
      title={words.thisTab.noKey}
      action={
        <>
          <Button look="primary" onClick={onCreate}>
            {words.thisTab.create}
          </Button>
          {hasKeys && (
            <Button look="plain" onClick={onKeys}>
              {words.thisTab.regenerateOne}
            </Button>
          )}
        </>
      }
    >
      <p>{words.thisTab.noKeyAbout}</p>
    </Empty>
  );
}
