import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { firstRunWords } from '../../words/first-run-words.ts';
import type { StepProps } from './fields.ts';
import { SecondFactorInput } from './SecondFactorInput.tsx';
import { StepForm } from './StepForm.tsx';
import { useSecondFactorCode } from './use-second-factor-code.ts';
import { useStep } from './use-step.ts';

export function SignInStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { email, password, codeAsked, passwordReset } = fields;
  const said = firstRunWords;
  const code = useSecondFactorCode(fields, set);
  const labels = { email: said.email, password: said.password, ...code.labels };
  const { busy, errors, failure, submit } = useStep(
    labels,
    { email, password, ...code.values },
    () => send('session.sign-in', { email, password, ...code.sent }),
    onSession,
    code.onRefused,
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
      {passwordReset && (
        <Notice tone="good" title={said.passwordReset}>
          <p>{said.passwordResetNext}</p>
        </Notice>
      )}
      <TextInput
        label={labels.email}
        type="email"
        autofocus={!codeAsked}
        autocomplete="username"
        value={email}
        // Another account may need no code.
        onValue={(value) => set({ email: value, codeAsked: false, secondFactorCode: '' })}
        error={errors.email}
      />
      <PasswordInput
        label={labels.password}
        autocomplete="current-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors.password}
      />
      {codeAsked ? (
        <SecondFactorInput code={code} error={errors.secondFactorCode} />
      ) : (
        <div class="other-ways">
          <Button look="plain" onClick={() => set({ way: 'invitation', passwordReset: false })}>
            {said.haveInvitation}
          </Button>
          <Button
            look="plain"
            // What was typed as the password is the forgotten one.
            onClick={() => set({ way: 'reset', password: '', passwordReset: false })}
          >
            {said.haveResetCode}
          </Button>
        </div>
      )}
    </StepForm>
  );
}
