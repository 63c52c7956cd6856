import type { DescribedPage, SecurityScheme } from '../../../messages/page.ts';
import { Checkbox } from '../../../ui/Choices.tsx';
import { pageToolsWords as said } from '../../../words/page-tools-words.ts';
import { headerName } from '../choices.ts';
import { type ChosenScopes, idOf, scopesOf } from './use-chosen-scopes.ts';

/** How the page's API takes a key, and which permissions its operations ask for. */
export function PageApi({ apiPage, scopes }: { apiPage: DescribedPage; scopes: ChosenScopes }) {
  const { schemes, operations } = apiPage;
  const asked = scopesOf(operations);
  return (
    <section class="stack stack--tight" aria-label={said.api}>
      <h2>{said.api}</h2>
      {schemes.length === 0 ? (
        <p class="small quiet">{said.wantsNone}</p>
      ) : (
        <div class="small">
          <p class="quiet">{said.wants}</p>
          <ul class="page-tools__schemes">
            {schemes.map((scheme) => (
              <li key={scheme.id} class="anywhere">
                {said.scheme(<Carrier scheme={scheme} />, <bdi>{scheme.id}</bdi>)}
              </li>
            ))}
          </ul>
        </div>
      )}
      {asked.length === 0 ? (
        <p class="small quiet">{said.noOperations}</p>
      ) : (
        <details>
          <summary>{said.operations(operations.length, asked.length)}</summary>
          <Operations operations={operations} scopes={scopes} />
        </details>
      )}
    </section>
  );
}

function Carrier({ scheme: { header } }: { scheme: SecurityScheme }) {
  return header ? <code>{headerName(header)}</code> : <span>{said.notInHeader}</span>;
}

function Operations({
  operations,
  scopes,
}: Pick<DescribedPage, 'operations'> & { scopes: ChosenScopes }) {
  const chosen = operations.filter(scopes.isChosen).length;
  return (
    <div class="page-tools__operations">
      <Checkbox
        checked={chosen === operations.length}
        mixed={chosen > 0 && chosen < operations.length}
        onValue={(on) => scopes.choose(operations, on)}
      >
        <strong>{said.allOperations}</strong>
      </Checkbox>
      {operations.map((operation) => (
        <Checkbox
          key={idOf(operation)}
          checked={scopes.isChosen(operation)}
          onValue={(on) => scopes.choose([operation], on)}
        >
          <code class="anywhere">{idOf(operation)}</code>{' '}
          <span class="small quiet anywhere">
            {operation.scopes.length > 0 ? operation.scopes.join(', ') : said.asksNothing}
          </span>
        </Checkbox>
      ))}
    </div>
  );
}
