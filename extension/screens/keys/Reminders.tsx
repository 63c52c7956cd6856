import type { ListedKey } from '../../messages/keys.ts';
import { remindersOf } from '../../reminders.ts';
import { Button } from '../../ui/Button.tsx';
import { Time } from '../../ui/Time.tsx';
import { words } from '../../words/words.ts';
import type { KeyAction } from './actions.ts';

interface Props {
  keys: ListedKey[];
  now: number;
  onAction: (action: KeyAction, key: ListedKey) => void;
}

/** Keys that end before long, and keys that nobody seems to need; folded until wished. */
export function Reminders({ keys, now, onAction }: Props) {
  const reminders = remindersOf(keys, now);
  if (reminders.length === 0) return null;
  const said = words.keys.reminders;
  const count = (why: string) => reminders.filter((one) => one.why === why).length;
  return (
    <details class="reminders small">
      <summary>{said.summary(count('expiring'), count('unused'))}</summary>
      <div class="reminders__rows">
        {reminders.map(({ key, why }) => (
          <div key={key.id} class="reminders__row">
            <span class="grow anywhere">
              <strong>
                <bdi>{key.name}</bdi>
              </strong>{' '}
              {why === 'expiring' &&
                key.expiresAt &&
                words.keys.ends(<Time time={Date.parse(key.expiresAt)} now={now} />)}
              {why === 'unused' &&
                key.lastUsedAt &&
                said.lastUsed(<Time time={Date.parse(key.lastUsedAt)} now={now} />)}
              {why === 'unused' &&
                !key.lastUsedAt &&
                said.neverUsed(<Time time={Date.parse(key.createdAt)} now={now} />)}
            </span>
            {why === 'unused' && (
              <Button
                small
                aria-label={said.revoke(key.name)}
                onClick={() => onAction('revoke', key)}
              >
                {words.keys.actions.revoke}
              </Button>
            )}
          </div>
        ))}
      </div>
    </details>
  );
}
