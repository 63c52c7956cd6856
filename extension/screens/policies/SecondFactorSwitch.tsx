import { useId } from 'preact/hooks';
import { FieldError } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useSecondFactor } from '../settings/second-factor/use-second-factor.ts';

interface Props {
  on: boolean;
  /** As it counts now. */
  wasOn: boolean;
  onPress: () => void;
  error: string | undefined;
  onGo: (place: string) => void;
}

/** The admin who turns it on would be the first to be shut out without one of their own. */
export function SecondFactorSwitch({ on, wasOn, onPress, error, onGo }: Props) {
  const said = fullTabWords.policies;
  const own = useSecondFactor().value?.state;
  const ownMissing = own?.enabled === false && !wasOn;
  const id = useId();
  return (
    <div>
      <Switch on={on} onPress={onPress} describedBy={id} wrong={error !== undefined}>
        <strong>{said.requireSecondFactor}</strong>
      </Switch>
      <div id={id}>
        <p class="small quiet">{said.requireSecondFactorAbout}</p>
        {error && <FieldError id={`${id}-error`}>{ownMissing ? said.ownFirst : error}</FieldError>}
        {ownMissing && (
          <p class="small">
            {!error && <>{said.ownFirst} </>}
            <button
              type="button"
              class="link-button"
              onClick={() => onGo('settings/second-factor')}
            >
              {said.toOwn}
            </button>
          </p>
        )}
      </div>
    </div>
  );
}
