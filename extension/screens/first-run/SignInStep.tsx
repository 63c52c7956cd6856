import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import type { StepProps } from './fields.ts';
import { StepForm } from './StepForm.tsx';
import { useStep } from './use-step.ts';

const LABELS = { email: 'Email', password: 'Password' };

export function SignInStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { email, password } = fields;
  const { busy, errors, failure, submit } = useStep(
    LABELS,
    { email, password },
    () => send('session.sign-in', { email, password }),
    onSession,
  );

  return (
    <StepForm
      title="Sign in"
      before={before}
      submit={submit}
      action="Sign in"
      busy={busy}
      failure={failure}
    >
      <TextInput
        label={LABELS.email}
        type="email"
        autofocus
        autocomplete="username"
        value={email}
        onValue={(value) => set({ email: value })}
        error={errors.email}
      />
      <PasswordInput
        label={LABELS.password}
        autocomplete="current-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors.password}
      />
      <Button look="plain" wide onClick={() => set({ invited: true })}>
        I have an invitation
      </Button>
    </StepForm>
  );
}
