import { useState } from 'preact/hooks';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PasswordInput } from '../../ui/TextInput.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useAsk } from '../use-ask.ts';
import { Section } from './Section.tsx';

const EMPTY = { currentPassword: '', newPassword: '' };

export function PasswordSection() {
  const said = fullTabWords.settings.password;
  const [typed, setTyped] = useState(EMPTY);
  const { busy, failure, run } = useAsk();
  const tell = useToast();
  const labels = { currentPassword: said.present, newPassword: said.next };
  const errors = fieldErrors(failure, labels);
  const complete = typed.currentPassword !== '' && typed.newPassword !== '';

  const change = async (event: Event) => {
    event.preventDefault();
    if (busy || !complete) return;
    const result = await run(() => send('account.change-password', typed));
    if (!result.ok) return;
    setTyped(EMPTY);
    tell(said.changed);
  };

  return (
    <Section title={said.title}>
      <form class="settings__form stack" onSubmit={change} noValidate>
        <PasswordInput
          label={said.present}
          autocomplete="current-password"
          value={typed.currentPassword}
          onValue={(currentPassword) => setTyped({ ...typed, currentPassword })}
          error={errors.currentPassword}
        />
        <PasswordInput
          label={said.next}
          hint={said.hint}
          autocomplete="new-password"
          value={typed.newPassword}
          onValue={(newPassword) => setTyped({ ...typed, newPassword })}
          error={errors.newPassword}
        />
        {failure && !saidByFields(failure, labels) && <FailureNotice failure={failure} />}
        <div>
          <Button type="submit" busy={busy} off={!complete}>
            {said.change}
          </Button>
        </div>
      </form>
    </Section>
  );
}
