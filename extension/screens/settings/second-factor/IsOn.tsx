import { useState } from 'preact/hooks';
import type { SecondFactorState } from '../../../../shared/contract/people.ts';
import type { SecondFactor } from '../../../messages/second-factor.ts';
import { Button } from '../../../ui/Button.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { fullTabWords } from '../../../words/full-tab-words.ts';
import { dayOf } from '../../../words/times.ts';
import { TurnOffDialog } from './TurnOffDialog.tsx';

/** Recovery codes: from here on it is time for new ones. */
const FEW = 2;

interface Props {
  state: SecondFactorState;
  onOff: (now: SecondFactor) => void;
}

export function IsOn({ state: { since, recoveryCodesLeft }, onOff }: Props) {
  const said = fullTabWords.settings.secondFactor;
  const [asking, setAsking] = useState(false);
  return (
    <>
      <p>
        {since !== null && said.onSince(dayOf(Date.parse(since)))} {said.left(recoveryCodesLeft)}
      </p>
      {recoveryCodesLeft <= FEW && (
        <Notice tone="warning" title={said.few(recoveryCodesLeft)}>
          <p>{said.fewNext}</p>
        </Notice>
      )}
      <Button onClick={() => setAsking(true)}>{said.turnOff}</Button>
      {asking && (
        <TurnOffDialog
          onClose={() => setAsking(false)}
          onOff={(now) => {
            setAsking(false);
            onOff(now);
          }}
        />
      )}
    </>
  );
}
