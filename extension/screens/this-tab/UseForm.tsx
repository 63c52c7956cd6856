import { useId } from 'preact/hooks';
import type { ListedKey } from '../../messages.ts';
import { Checkbox, RadioGroup, Select } from '../../ui/Choices.tsx';
import { FieldError } from '../../ui/Field.tsx';
import {
  type Choices,
  headerName,
  offeredHeaders,
  offeredOrigins,
  type SeenPage,
  sameHeader,
} from './choices.ts';

interface Props {
  page: SeenPage;
  keys: ListedKey[];
  keyId: string;
  onKey: (id: string) => void;
  choices: Choices;
  onChoices: (change: Partial<Choices>) => void;
}

export function UseForm({ page, keys, keyId, onKey, choices, onChoices }: Props) {
  const headers = offeredHeaders(page);
  return (
    <>
      <Select
        label="Key"
        value={keyId}
        onValue={onKey}
        options={keys.map(({ id, name, prefix }) => ({ value: id, label: `${name} (${prefix}…)` }))}
      />
      <Hosts page={page} choices={choices} onChoices={onChoices} />
      <RadioGroup
        label="Header"
        value={String(headers.findIndex((one) => sameHeader(one, choices.header)))}
        onValue={(at) => onChoices({ header: headers[Number(at)] ?? choices.header })}
        options={headers.map((header, at) => ({
          value: String(at),
          label: (
            <>
              <code>{headerName(header)}</code>
              {header.kind === 'bearer' && <span class="quiet">, as Bearer</span>}
            </>
          ),
        }))}
      />
      <p class="small quiet">
        The browser adds the key to this tab’s requests to the chosen hosts. The page is not given
        the secret. The browser may ask you to allow these sites.
      </p>
    </>
  );
}

function Hosts({ page, choices, onChoices }: Pick<Props, 'page' | 'choices' | 'onChoices'>) {
  const id = useId();
  const chosen = choices.apiOrigins;
  const offered = offeredOrigins(page);
  const none = chosen.length === 0;
  return (
    <fieldset class="field" {...(none && { 'aria-describedby': id })}>
      <legend class="field__label">API hosts</legend>
      <div>
        {offered.map((origin) => (
          <Checkbox
            key={origin}
            checked={chosen.includes(origin)}
            onValue={(on) =>
              onChoices({
                apiOrigins: offered.filter((one) => (one === origin ? on : chosen.includes(one))),
              })
            }
          >
            <code class="anywhere">{origin}</code>
            {origin === page.origin && <span class="quiet"> this page’s own</span>}
          </Checkbox>
        ))}
      </div>
      {none && <FieldError id={id}>Choose at least one host that the key goes to.</FieldError>}
    </fieldset>
  );
}
