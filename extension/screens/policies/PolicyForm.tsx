import { useState } from 'preact/hooks';
import type { Org } from '../../../shared/contract/orgs.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { useDraft } from '../drafts.ts';
import { focusFirstWrong } from '../focus-first-wrong.ts';
import { Main, Title } from '../shell/Main.tsx';
import { useAsk } from '../use-ask.ts';
import { problemsOf, toChange, toFields } from './form.ts';
import { SecondFactorSwitch } from './SecondFactorSwitch.tsx';

interface Props {
  org: Org;
  onSaved: (org: Org) => void;
  onGo: (place: string) => void;
}

export function PolicyForm({ org, onSaved, onGo }: Props) {
  const said = fullTabWords.policies;
  const { fields, set, forget } = useDraft('policies', toFields(org));
  const [tried, setTried] = useState(false);
  const { busy, failure, run } = useAsk();
  const tell = useToast();
  const labels = {
    documentationUrl: said.documentation,
    'policy.requireSecondFactor': said.requireSecondFactor,
  };
  const problems = tried ? problemsOf(fields) : {};
  const refused = fieldErrors(failure, labels);

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setTried(true);
    const form = event.currentTarget as HTMLFormElement;
    if (Object.keys(problemsOf(fields)).length > 0) {
      requestAnimationFrame(() => focusFirstWrong(form));
      return;
    }
    const change = toChange(fields, org);
    if (!change) {
      forget();
      tell(said.unchanged);
      return;
    }
    const result = await run(() => send('org.change', change));
    if (!result.ok) {
      requestAnimationFrame(() => focusFirstWrong(form));
      return;
    }
    forget();
    onSaved(result.value);
    tell(said.saved);
  };
  const turn = (name: 'requireExpiry' | 'requireApproval' | 'requireSecondFactor') =>
    set({ [name]: !fields[name] });

  return (
    <form class="main" onSubmit={submit} noValidate>
      <Main
        failure={saidByFields(failure, labels) ? null : failure}
        action={
          <Button type="submit" look="primary" busy={busy}>
            {said.save}
          </Button>
        }
      >
        <div class="stack stack--wide">
          <div class="stack stack--tight">
            <Title>{said.title}</Title>
            <p class="quiet">{said.about}</p>
          </div>
          <div>
            <Switch on={fields.requireApproval} onPress={() => turn('requireApproval')}>
              <strong>{said.requireApproval}</strong>
            </Switch>
            <p class="small quiet">{said.requireApprovalAbout}</p>
          </div>
          <div>
            <Switch on={fields.requireExpiry} onPress={() => turn('requireExpiry')}>
              <strong>{said.requireExpiry}</strong>
            </Switch>
            <p class="small quiet">{said.requireExpiryAbout}</p>
          </div>
          <SecondFactorSwitch
            on={fields.requireSecondFactor}
            wasOn={org.policy.requireSecondFactor}
            onPress={() => turn('requireSecondFactor')}
            error={refused['policy.requireSecondFactor']}
            onGo={onGo}
          />
          <TextInput
            label={said.lifetime}
            hint={said.lifetimeHint}
            autocomplete="off"
            value={fields.maxKeyLifetimeDays}
            onValue={(maxKeyLifetimeDays) => set({ maxKeyLifetimeDays })}
            error={problems.maxKeyLifetimeDays}
          />
          <TextInput
            label={said.perMember}
            hint={said.perMemberHint}
            autocomplete="off"
            value={fields.maxActiveKeysPerMember}
            onValue={(maxActiveKeysPerMember) => set({ maxActiveKeysPerMember })}
            error={problems.maxActiveKeysPerMember}
          />
          <TextInput
            label={said.unused}
            hint={said.unusedHint}
            autocomplete="off"
            value={fields.revokeUnusedAfterDays}
            onValue={(revokeUnusedAfterDays) => set({ revokeUnusedAfterDays })}
            error={problems.revokeUnusedAfterDays}
          />
          <TextInput
            label={said.documentationLink}
            hint={said.documentationHint}
            type="url"
            autocomplete="off"
            value={fields.documentationUrl}
            onValue={(documentationUrl) => set({ documentationUrl })}
            error={refused.documentationUrl}
          />
        </div>
      </Main>
    </form>
  );
}
