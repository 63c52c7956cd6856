import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { words } from '../../words/words.ts';
import type { StepProps } from './fields.ts';
import { StepForm } from './StepForm.tsx';
import { useStep } from './use-step.ts';

export function InvitationStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { invitationCode: code, password } = fields;
  const said = words.firstRun;
  const labels = { code: said.invitationCode, password: said.password };
  const { busy, errors, failure, submit } = useStep(
    labels,
    { code, password },
    () => send('session.accept', { code: code.trim(), password }),
    onSession,
  );

  return (
    <StepForm
      title={said.acceptTitle}
      before={before}
      submit={submit}
      action={said.accept}
      busy={busy}
      failure={failure}
    >
      <TextInput
        label={labels.code}
        hint={said.invitationCodeHint}
        mono
        autofocus
        autocomplete="off"
        spellcheck={false}
        value={code}
        onValue={(value) => set({ invitationCode: value })}
        error={errors.code}
      />
      <PasswordInput
        label={labels.password}
        hint={said.invitedPasswordHint}
        autocomplete="new-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors.password}
      />
      <Button look="plain" wide onClick={() => set({ invited: false })}>
        {said.havePassword}
      </Button>
    </StepForm>
  );
}
