import { send } from '../../send.ts';
import { PasswordInput, TextInput } from '../../ui/TextInput.tsx';
import { PASSWORD_HINT, type StepProps } from './fields.ts';
import { StepForm } from './StepForm.tsx';
import { useStep } from './use-step.ts';

const LABELS = {
  setupCode: 'Setup code',
  'organization.name': 'Organisation',
  'admin.name': 'Your name',
  'admin.email': 'Email',
  'admin.password': 'Password',
};

/** A server that nobody has set up yet: the first organisation and its admin. */
export function SetUpStep({ draft: { fields, set }, before, onSession }: StepProps) {
  const { setupCode, orgName, name, email, password } = fields;
  const { busy, errors, failure, submit } = useStep(
    LABELS,
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
  );

  return (
    <StepForm
      title="Set up the server"
      before={before}
      submit={submit}
      action="Set up"
      busy={busy}
      failure={failure}
    >
      <p class="quiet">Nobody has set up this server yet. You become its first admin.</p>
      <TextInput
        label={LABELS.setupCode}
        hint="The server printed it in its terminal when it started."
        mono
        autofocus
        autocomplete="off"
        spellcheck={false}
        value={setupCode}
        onValue={(value) => set({ setupCode: value })}
        error={errors.setupCode}
      />
      <TextInput
        label={LABELS['organization.name']}
        hint="Your team or company."
        autocomplete="organization"
        value={orgName}
        onValue={(value) => set({ orgName: value })}
        error={errors['organization.name']}
      />
      <TextInput
        label={LABELS['admin.name']}
        autocomplete="name"
        value={name}
        onValue={(value) => set({ name: value })}
        error={errors['admin.name']}
      />
      <TextInput
        label={LABELS['admin.email']}
        type="email"
        autocomplete="username"
        value={email}
        onValue={(value) => set({ email: value })}
        error={errors['admin.email']}
      />
      <PasswordInput
        label={LABELS['admin.password']}
        hint={PASSWORD_HINT}
        autocomplete="new-password"
        value={password}
        onValue={(value) => set({ password: value })}
        error={errors['admin.password']}
      />
    </StepForm>
  );
}
