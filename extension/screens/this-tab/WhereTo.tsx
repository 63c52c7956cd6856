import { useId } from 'preact/hooks';
import { Checkbox, RadioGroup } from '../../ui/Choices.tsx';
import { FieldError } from '../../ui/Field.tsx';
import { words } from '../../words/words.ts';
import {
  type Choices,
  headerName,
  offeredHeaders,
  offeredOrigins,
  type SeenPage,
  sameHeader,
} from './choices.ts';
import { OtherHost } from './OtherHost.tsx';

interface Props {
  page: SeenPage;
  choices: Choices;
  onChoices: (change: Partial<Choices>) => void;
}

/** To which hosts a key goes, and in which header: one that is chosen, or one made for this tab. */
export function WhereTo({ page, choices, onChoices }: Props) {
  const headers = offeredHeaders(page);
  return (
    <>
      <Hosts page={page} choices={choices} onChoices={onChoices} />
      <RadioGroup
        label={words.thisTab.header}
        value={String(headers.findIndex((one) => sameHeader(one, choices.header)))}
        onValue={(at) => onChoices({ header: headers[Number(at)] ?? choices.header })}
        options={headers.map((header, at) => ({
          value: String(at),
          label: (
            <>
              <code>{headerName(header)}</code>
              {header.kind === 'bearer' && <span class="quiet">{words.thisTab.asBearer}</span>}
            </>
          ),
        }))}
      />
      <p class="small quiet">{words.thisTab.about}</p>
    </>
  );
}

function Hosts({ page, choices, onChoices }: Props) {
  const id = useId();
  const chosen = choices.apiOrigins;
  const offered = offeredOrigins(page, choices.added);
  const none = chosen.length === 0;
  return (
    <fieldset class="field" {...(none && { 'aria-describedby': id })}>
      <legend class="field__label">{words.thisTab.hosts}</legend>
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
            {origin === page.origin && <span class="quiet">{words.thisTab.ownHost}</span>}
          </Checkbox>
        ))}
      </div>
      {none && <FieldError id={id}>{words.thisTab.noHost}</FieldError>}
      <OtherHost
        onAdd={(origin) =>
          onChoices({
            added: [...new Set([...choices.added, origin])],
            apiOrigins: [...new Set([...chosen, origin])],
          })
        }
      />
    </fieldset>
  );
}
