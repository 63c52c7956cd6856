import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { words } from '../../words/words.ts';
import type { StepProps } from './fields.ts';
import { StepForm } from './StepForm.tsx';
import { useStep } from './use-step.ts';

export function SignInStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { email, password } = fields;
  const said = words.firstRun;
  const labels = { email: said.email, password: said.password };
  const { busy, errors, failure, submit } = useStep(
    labels,
    { email, password },
    () => send('session.sign-in', { email, password }),
    onSession,
  );

  return (
    <StepForm
      title={said.signIn}
      before={before}
      submit={submit}
      action={said.signIn}
      busy={busy}
      failure={failure}
    >
      <TextInput
        label={labels.email}
        type="email"
        autofocus
        autocomplete="username"
        value={email}
        onValue={(value) => set({ email: value })}
        error={errors.email}
      />
      <PasswordInput
        label={labels.password}
        autocomplete="current-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors.password}
      />
      <Button look="plain" wide onClick={() => set({ invited: true })}>
        {said.haveInvitation}
      </Button>
    </StepForm>
  );
}
