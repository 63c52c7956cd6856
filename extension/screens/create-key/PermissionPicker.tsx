import { useId } from 'preact/hooks';
import { Checkbox } from '../../ui/Choices.tsx';
import { FieldError } from '../../ui/Field.tsx';
import { SearchIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import './picker.css';
import {
  findPermissions,
  groupState,
  inGroups,
  type Offered,
  toggleGroup,
  toggleScope,
} from './picker.ts';

interface Props {
  offered: Offered[];
  chosen: string[];
  onChosen: (scopes: string[]) => void;
  search: string;
  onSearch: (typed: string) => void;
  error?: string | undefined;
}

export function PermissionPicker(props: Props) {
  const { offered, chosen, onChosen, search, onSearch, error } = props;
  const id = useId();
  const set = new Set(chosen);
  const groups = inGroups(findPermissions(offered, search));

  return (
    <fieldset class="field" {...(error && { 'aria-describedby': id })} data-permissions>
      <legend class="picker__legend">
        <span class="field__label">{words.createKey.permissions}</span>
        <span class="small quiet" role="status">
          {words.createKey.chosen(chosen.length, offered.length)}
        </span>
      </legend>
      {error && <FieldError id={id}>{error}</FieldError>}
      <div class={`picker${error ? ' picker--wrong' : ''}`}>
        <div class="picker__search">
          <SearchIcon />
          <input
            type="search"
            class="picker__input"
            aria-label={words.createKey.searchPermissions}
            placeholder={words.createKey.searchPermissions}
            autocomplete="off"
            spellcheck={false}
            value={search}
            onInput={(event) => onSearch(event.currentTarget.value)}
            onKeyDown={(event) => {
              // Enter here means "search", which is done already, not "create".
              if (event.key === 'Enter') event.preventDefault();
              if (event.key === 'Escape' && search) {
                event.preventDefault();
                onSearch('');
              }
            }}
          />
        </div>
        {groups.map((group) => {
          const state = groupState(group, set);
          return (
            // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot hold the group's own box
            <div key={group.name} role="group" aria-label={group.name} class="picker__group">
              <Checkbox
                checked={state === 'all'}
                mixed={state === 'some'}
                onValue={() => onChosen(toggleGroup(group, set))}
              >
                <strong class="anywhere">{group.name}</strong>
                <span class="for-readers">{words.createKey.wholeGroup}</span>
              </Checkbox>
              <div class="picker__items">
                {group.items.map(({ scope, label, description }) => (
                  <Checkbox
                    key={scope}
                    checked={set.has(scope)}
                    onValue={() => onChosen(toggleScope(scope, set))}
                  >
                    <span class="picker__item" title={description}>
                      <span class="anywhere">{label}</span>{' '}
                      <code class="quiet anywhere">{scope}</code>
                    </span>
                  </Checkbox>
                ))}
              </div>
            </div>
          );
        })}
        {groups.length === 0 && (
          <p class="picker__none quiet">{words.createKey.noMatch(search.trim())}</p>
        )}
      </div>
    </fieldset>
  );
}
