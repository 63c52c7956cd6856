import { send } from '../../send.ts';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { firstRunWords } from '../../words/first-run-words.ts';
import type { StepProps } from './fields.ts';
import { StepForm } from './StepForm.tsx';
import { useStep } from './use-step.ts';

/** A server that nobody has set up yet: the first organisation and its admin. */
export function SetUpStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { setupCode, orgName, name, email, password } = fields;
  const said = firstRunWords;
  const labels = {
    setupCode: said.setupCode,
    'organization.name': said.organisation,
    'admin.name': said.yourName,
    'admin.email': said.email,
    'admin.password': said.password,
  };
  const { busy, errors, failure, submit } = useStep(
    labels,
    {
      setupCode,
      'organization.name': orgName,
      'admin.name': name,
      'admin.email': email,
      'admin.password': password,
    },
    () =>
      send('session.setup', {
        setupCode: setupCode.trim(),
        organization: { name: orgName },
        admin: { name, email, password },
      }),
    onSession,
    (code) => code === 'setup_done' && before.onSetUpMeanwhile(),
  );

  return (
    <StepForm
      title={said.setUpTitle}
      before={before}
      submit={submit}
      action={said.setUp}
      busy={busy}
      failure={failure}
    >
      <p class="quiet">{said.setUpAbout}</p>
      <TextInput
        label={labels.setupCode}
        hint={said.setupCodeHint}
        mono
        autofocus
        autocomplete="off"
        spellcheck={false}
        value={setupCode}
        onValue={(value) => set({ setupCode: value })}
        error={errors.setupCode}
      />
      <TextInput
        label={labels['organization.name']}
        hint={said.organisationHint}
        autocomplete="organization"
        value={orgName}
        onValue={(value) => set({ orgName: value })}
        error={errors['organization.name']}
      />
      <TextInput
        label={labels['admin.name']}
        autocomplete="name"
        value={name}
        onValue={(value) => set({ name: value })}
        error={errors['admin.name']}
      />
      <TextInput
        label={labels['admin.email']}
        type="email"
        autocomplete="username"
        value={email}
        onValue={(value) => set({ email: value })}
        error={errors['admin.email']}
      />
      <PasswordInput
        label={labels['admin.password']}
        hint={said.passwordHint}
        autocomplete="new-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors['admin.password']}
      />
    </StepForm>
  );
}
