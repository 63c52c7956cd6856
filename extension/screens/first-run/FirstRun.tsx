import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { SessionState } from '../../messages/session.ts';
import { send } from '../../send.ts';
import { useDraft } from '../drafts.ts';
import { AddressStep } from './AddressStep.tsx';
import './first-run.css';
import type { FirstRunFields, StepProps, Way } from './fields.ts';
import { InvitationStep } from './InvitationStep.tsx';
import { ResetStep } from './ResetStep.tsx';
import { SetUpStep } from './SetUpStep.tsx';
import { SignInStep } from './SignInStep.tsx';

interface Props {
  state: Exclude<SessionState, { stage: 'signed-in' }>;
  onSession: (state: SessionState) => void;
}

const EMPTY: FirstRunFields = {
  setupCode: '',
  orgName: '',
  name: '',
  email: '',
  password: '',
  invitationCode: '',
  resetCode: '',
  secondFactorCode: '',
  codeAsked: false,
  passwordReset: false,
  way: 'password',
};

const STEPS: Record<Way, (props: StepProps) => ComponentChildren> = {
  password: SignInStep,
  invitation: InvitationStep,
  reset: ResetStep,
};

/** From nothing to a signed-in person: which server, then who. */
export function FirstRun({ state, onSession }: Props) {
  const draft = useDraft('first-run', EMPTY);
  const [setUpMeanwhile, setSetUpMeanwhile] = useState(false);

  if (state.stage === 'no-server') return <AddressStep onSession={onSession} />;

  const Step = state.server.setupRequired ? SetUpStep : (STEPS[draft.fields.way] ?? SignInStep);

  // The server is asked anew: it says itself that it is set up by now.
  const lookAgain = async () => {
    const result = await send('session.refresh');
    if (!result.ok || result.value.stage !== 'no-session') return;
    setSetUpMeanwhile(!result.value.server.setupRequired);
    onSession(result.value);
  };
  const changeServer = async () => {
    const result = await send('session.disconnect');
    if (result.ok) onSession(result.value);
  };

  return (
    <Step
      draft={draft}
      before={{
        address: state.address,
        server: state.server,
        onChangeServer: changeServer,
        onSetUpMeanwhile: lookAgain,
        setUpMeanwhile,
        lost: state.lost === true,
      }}
      onSession={(next) => {
        draft.forget();
        onSession(next);
      }}
    />
  );
}
