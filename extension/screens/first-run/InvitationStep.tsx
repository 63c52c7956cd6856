import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { firstRunWords } from '../../words/first-run-words.ts';
import type { StepProps } from './fields.ts';
import { SecondFactorInput } from './SecondFactorInput.tsx';
import { StepForm } from './StepForm.tsx';
import { useSecondFactorCode } from './use-second-factor-code.ts';
import { useStep } from './use-step.ts';

export function InvitationStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { invitationCode: code, password } = fields;
  const said = firstRunWords;
  const secondFactor = useSecondFactorCode(fields, set);
  const labels = {
    code: said.invitationCode,
    password: said.password,
    ...secondFactor.labels,
  };
  const { busy, errors, failure, submit } = useStep(
    labels,
    { code, password, ...secondFactor.values },
    () => send('session.accept', { code: code.trim(), password, ...secondFactor.sent }),
    onSession,
    secondFactor.onRefused,
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
        autofocus={!fields.codeAsked}
        autocomplete="off"
        spellcheck={false}
        value={code}
        // Another person's account may need no code.
        onValue={(value) => set({ invitationCode: value, codeAsked: false, secondFactorCode: '' })}
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
      {fields.codeAsked && (
        <SecondFactorInput code={secondFactor} error={errors.secondFactorCode} />
      )}
      <Button
        look="plain"
        wide
        onClick={() => set({ way: 'password', codeAsked: false, secondFactorCode: '' })}
      >
        {said.havePassword}
      </Button>
    </StepForm>
  );
}
