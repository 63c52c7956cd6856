import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { firstRunWords } from '../../words/first-run-words.ts';
import type { StepProps } from './fields.ts';
import { StepForm } from './StepForm.tsx';
import { useStep } from './use-step.ts';

/** For who has forgotten their password: whoever runs the server has given them a code. */
export function ResetStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { email, resetCode: code, password } = fields;
  const said = firstRunWords;
  const labels = { email: said.email, code: said.resetCode, password: said.newPassword };
  const { busy, errors, failure, submit } = useStep(
    labels,
    { email, code, password },
    () => send('session.reset-password', { email, code: code.trim(), password }),
    ({ state, failure }) => {
      if (!failure) return onSession(state);
      const codeAsked = failure.kind === 'refused' && failure.code === 'second_factor_required';
      set({ way: 'password', resetCode: '', passwordReset: true, codeAsked });
    },
  );

  return (
    <StepForm
      title={said.resetTitle}
      before={before}
      submit={submit}
      action={said.reset}
      busy={busy}
      failure={failure}
    >
      <p class="quiet">{said.resetAbout(<code>keyturn reset-admin</code>)}</p>
      <TextInput
        label={labels.email}
        type="email"
        autofocus
        autocomplete="username"
        value={email}
        onValue={(value) => set({ email: value })}
        error={errors.email}
      />
      <TextInput
        label={labels.code}
        mono
        autocomplete="off"
        spellcheck={false}
        value={code}
        onValue={(value) => set({ resetCode: value })}
        error={errors.code}
      />
      <PasswordInput
        label={labels.password}
        hint={said.passwordHint}
        autocomplete="new-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors.password}
      />
      <Button look="plain" wide onClick={() => set({ way: 'password', password: '' })}>
        {said.havePassword}
      </Button>
    </StepForm>
  );
}
