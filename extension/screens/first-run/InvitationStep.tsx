import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { PASSWORD_HINT, type StepProps } from './fields.ts';
import { StepForm } from './StepForm.tsx';
import { useStep } from './use-step.ts';

const LABELS = { code: 'Invitation code', password: 'Password' };

export function InvitationStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { invitationCode: code, password } = fields;
  const { busy, errors, failure, submit } = useStep(
    LABELS,
    { code, password },
    () => send('session.accept', { code: code.trim(), password }),
    onSession,
  );

  return (
    <StepForm
      title="Accept an invitation"
      before={before}
      submit={submit}
      action="Accept and sign in"
      busy={busy}
      failure={failure}
    >
      <TextInput
        label={LABELS.code}
        hint="The admin who invited you has it."
        mono
        autofocus
        autocomplete="off"
        spellcheck={false}
        value={code}
        onValue={(value) => set({ invitationCode: value })}
        error={errors.code}
      />
      <PasswordInput
        label={LABELS.password}
        hint={`Choose one: ${PASSWORD_HINT.toLowerCase()} If you already have an account on this server, its password.`}
        autocomplete="new-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors.password}
      />
      <Button look="plain" wide onClick={() => set({ invited: false })}>
        I have a password already
      </Button>
    </StepForm>
  );
}
