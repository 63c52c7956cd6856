import { useMemo, useState } from 'preact/hooks';
import type { Role } from '../../../shared/contract/roles.ts';
import type { Account } from '../../messages/session.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { Checkbox } from '../../ui/Choices.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { BackIcon } from '../../ui/icons.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fieldErrors, saidByFields } from '../../words/failures.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { words } from '../../words/words.ts';
import { Loading } from '../admin/Loading.tsx';
import { useLoaded } from '../admin/use-loaded.ts';
import { PermissionPicker } from '../create-key/PermissionPicker.tsx';
import { useDraft } from '../drafts.ts';
import { focusFirstWrong } from '../focus-first-wrong.ts';
import { Main, Title } from '../shell/Main.tsx';
import { useAsk } from '../use-ask.ts';
import { offeredToRole } from './offered.ts';

interface Props {
  account: Account;
  /** Null for a new one. */
  role: Role | null;
  onBack: () => void;
  onSaved: (role: Role) => void;
}

const read = () => send('keys.permissions');

export function RoleForm({ account, role, onBack, onSaved }: Props) {
  const said = fullTabWords.roles;
  const opening = {
    id: role?.id ?? '',
    name: role?.name ?? '',
    permissions: role?.permissions ?? [],
    apiAccess: role?.apiAccess ?? true,
    search: '',
  };
  const draft = useDraft('role', opening);
  // What was typed about another role counts for nothing here.
  const fields = draft.fields.id === opening.id ? draft.fields : opening;
  const set = (change: Partial<typeof opening>) => draft.set({ ...fields, ...change });
  const [tried, setTried] = useState(false);
  const catalogue = useLoaded(read);
  const { busy, failure, run } = useAsk();
  const labels = { name: said.name, permissions: said.permissions };
  const refused = fieldErrors(failure, labels);
  const lacks = { name: !fields.name.trim(), permissions: fields.permissions.length === 0 };
  const { permissions: granted } = account.current;
  const items = catalogue.value?.items;
  const offered = useMemo(
    () => items && offeredToRole(granted, items, role?.permissions ?? []),
    [items, granted, role],
  );

  const submit = async (event: Event) => {
    event.preventDefault();
    if (busy || !offered) return;
    setTried(true);
    const form = event.currentTarget as HTMLFormElement;
    if (lacks.name || lacks.permissions) {
      requestAnimationFrame(() => focusFirstWrong(form));
      return;
    }
    const { name, permissions, apiAccess } = fields;
    const wanted = { name: name.trim(), permissions, apiAccess };
    const result = await run(() =>
      role ? send('roles.change', { id: role.id, change: wanted }) : send('roles.create', wanted),
    );
    if (!result.ok) {
      requestAnimationFrame(() => focusFirstWrong(form));
      return;
    }
    draft.forget();
    onSaved(result.value);
  };
  const back = () => {
    draft.forget();
    onBack();
  };

  return (
    <form class="main" onSubmit={submit} noValidate>
      <Main
        failure={saidByFields(failure, labels) ? null : failure}
        action={
          <>
            <Button onClick={back}>{words.ui.cancel}</Button>
            <Button type="submit" look="primary" busy={busy} off={!offered}>
              {role ? fullTabWords.admin.save : said.create}
            </Button>
          </>
        }
      >
        <div class="stack stack--wide">
          <Title
            back={
              <IconButton label={said.back} onClick={back}>
                <BackIcon />
              </IconButton>
            }
          >
            {role ? said.editTitle(<bdi>{role.name}</bdi>) : said.createTitle}
          </Title>
          {role && <p class="quiet">{said.reaches}</p>}
          <TextInput
            label={said.name}
            autofocus
            autocomplete="off"
            maxLength={100}
            value={fields.name}
            onValue={(name) => set({ name })}
            error={tried && lacks.name ? said.mustName : refused.name}
          />
          <div>
            <Checkbox checked={fields.apiAccess} onValue={(apiAccess) => set({ apiAccess })}>
              {said.mayUseKeys}
              <div class="small quiet">{said.mayUseKeysAbout}</div>
            </Checkbox>
          </div>
          {!offered && <Loading failure={catalogue.failure} onAgain={catalogue.reload} />}
          {offered && (
            <PermissionPicker
              offered={offered}
              chosen={fields.permissions}
              onChosen={(permissions) => set({ permissions })}
              search={fields.search}
              onSearch={(search) => set({ search })}
              error={tried && lacks.permissions ? said.mustChoose : refused.permissions}
            />
          )}
        </div>
      </Main>
    </form>
  );
}
