import { useEffect, useRef, useState } from 'preact/hooks';
import type { Key } from '../../../shared/contract/keys.ts';
import type { Member } from '../../../shared/contract/people.ts';
import type { Reveal } from '../../messages/keys.ts';
import type { Account } from '../../messages/session.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/Choices.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { BackIcon } from '../../ui/icons.tsx';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { Skeleton } from '../../ui/Spinner.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { dateInput } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { useDraft } from '../drafts.ts';
import { focusFirstWrong } from '../focus-first-wrong.ts';
import { Main, Title } from '../shell/Main.tsx';
import { useAsk } from '../use-ask.ts';
import { useNow } from '../use-now.ts';
import {
  EMPTY_FORM,
  EXPIRIES,
  expiryHint,
  labels,
  type Problems,
  problemsOf,
  toExpiryChoice,
  toNewKey,
} from './form.ts';
import { PermissionPicker } from './PermissionPicker.tsx';
import { RequestedScreen } from './RequestedScreen.tsx';
import { usePermissions } from './use-permissions.ts';

interface Props {
  account: Account;
  /** Whose it will be, where an admin makes it for another member. */
  owner?: Member;
  onCancel: () => void;
  onReveal: (reveal: Reveal) => void;
}

export function CreateKey({ account, owner, onCancel, onReveal }: Props) {
  const { fields, set, forget } = useDraft('create-key', EMPTY_FORM);
  const [tries, setTries] = useState(0);
  /** Sent off before the permissions were there: it goes as soon as they are. */
  const [waiting, setWaiting] = useState(false);
  const [requested, setRequested] = useState<Key | null>(null);
  const { busy, failure, run, forget: forgetFailure } = useAsk();
  const {
    offered,
    failure: offerFailure,
    reload,
  } = usePermissions(owner?.role.permissions ?? account.current.permissions);
  const now = useNow();

  // What was chosen before the role or the catalogue changed is no longer on offer.
  const scopes = offered
    ? fields.scopes.filter((scope) => offered.some((one) => one.scope === scope))
    : fields.scopes;
  const expiry = toExpiryChoice(fields.expiry);
  const refused: Problems = fieldErrors(failure, labels());
  const problems = { ...refused, ...(tries > 0 ? problemsOf(fields, scopes, now) : {}) };

  const submit = async () => {
    if (busy) return;
    setWaiting(!offered && !offerFailure);
    if (!offered) return;
    setTries(tries + 1);
    if (Object.keys(problemsOf(fields, scopes, Date.now())).length > 0) {
      forgetFailure();
      return;
    }
    const result = await run(() =>
      send('keys.create', {
        ...toNewKey(fields, scopes),
        ...(owner && { ownerId: owner.id }),
      }),
    );
    if (!result.ok) return;
    forget();
    const made = result.value;
    if (made.secret === null) setRequested(made.key);
    else onReveal(made);
  };

  useFocusOnProblem(tries, problems);

  const latest = useRef(submit);
  latest.current = submit;
  const settled = offered !== null || offerFailure !== null;
  useEffect(() => {
    if (waiting && settled) void latest.current();
  }, [waiting, settled]);

  if (requested) return <RequestedScreen requested={requested} onDone={onCancel} />;

  return (
    <form
      class="main"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      noValidate
    >
      <Main
        failure={saidByFields(failure, labels()) ? null : failure}
        action={
          <>
            <Button onClick={onCancel}>{words.ui.cancel}</Button>
            <Button type="submit" look="primary" busy={busy || waiting} off={offerFailure !== null}>
              {words.createKey.create}
            </Button>
          </>
        }
      >
        <div class="stack stack--wide">
          <Title
            back={
              <IconButton label={words.createKey.back} onClick={onCancel}>
                <BackIcon />
              </IconButton>
            }
          >
            {owner ? words.createKey.titleFor(<bdi>{owner.name}</bdi>) : words.createKey.title}
          </Title>
          <TextInput
            label={labels().name}
            autofocus
            autocomplete="off"
            maxLength={100}
            placeholder={words.createKey.nameExample}
            value={fields.name}
            onValue={(name) => set({ name })}
            error={problems.name}
          />
          <div class="stack">
            <RadioGroup
              as="chips"
              label={words.createKey.expires}
              value={expiry}
              onValue={(choice) => set({ expiry: choice })}
              options={EXPIRIES.map((value) => ({ value, label: words.createKey.expiry[value] }))}
              hint={expiryHint(expiry, now)}
            />
            {expiry === 'on' && (
              <TextInput
                label={labels().expiresAt}
                type="date"
                min={dateInput(now)}
                value={fields.date}
                onValue={(date) => set({ date })}
                error={problems.expiresAt}
              />
            )}
          </div>
          {offered && (
            <PermissionPicker
              offered={offered}
              chosen={scopes}
              onChosen={(chosen) => set({ scopes: chosen })}
              search={fields.search}
              onSearch={(search) => set({ search })}
              error={problems.scopes}
            />
          )}
          {!offered && !offerFailure && (
            <div role="status">
              <span class="for-readers">{words.createKey.loadingPermissions}</span>
              <Skeleton width={240} />
            </div>
          )}
          {offerFailure && <LoadFailure failure={offerFailure} onAgain={reload} />}
        </div>
      </Main>
    </form>
  );
}

/** After a try that cannot be sent, the first wrong field has the focus. */
function useFocusOnProblem(tries: number, problems: Problems): void {
  const wrong = tries > 0 && Object.keys(problems).length > 0;
  useEffect(() => {
    if (wrong) focusFirstWrong(document);
  }, [wrong, tries]);
}
