import { Fragment } from 'preact';
import type { AuditEntry } from '../../../shared/contract/audit.ts';
import { Time } from '../../ui/Time.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Column } from '../admin/Table.tsx';
import { detailTexts } from './detail.ts';
import type { AuditFields } from './filter.ts';

interface With {
  now: number;
  onFilter: (change: Partial<AuditFields>) => void;
}

export function auditColumns({ now, onFilter }: With): Column<AuditEntry>[] {
  const said = fullTabWords.audit;
  return [
    {
      id: 'when',
      label: said.when,
      cell: ({ at }) => <Time time={Date.parse(at)} now={now} />,
    },
    {
      id: 'entry',
      label: said.entry,
      cell: (entry) => <Sentence entry={entry} onFilter={onFilter} />,
    },
    { id: 'details', label: said.details, cell: (entry) => <Details entry={entry} /> },
  ];
}

/** Who and what are buttons that show only theirs. */
function Sentence({ entry, onFilter }: { entry: AuditEntry } & Pick<With, 'onFilter'>) {
  const said = fullTabWords.audit;
  const { actor, target, action } = entry;
  const { id } = actor;
  const who =
    id === null ? (
      <strong>{said.system}</strong>
    ) : (
      <button
        type="button"
        class="link-button"
        title={said.onlyBy(actor.name)}
        onClick={() => onFilter({ actor: id, actorName: actor.name })}
      >
        <bdi>{actor.name}</bdi>
      </button>
    );
  const what = (
    <button
      type="button"
      class="link-button"
      title={said.onlyAbout(target.name)}
      onClick={() => onFilter({ target: target.id, targetName: target.name })}
    >
      <bdi>{target.name}</bdi>
    </button>
  );
  return <span class="anywhere">{said.actions[action].say(who, what)}</span>;
}

function Details({ entry }: { entry: AuditEntry }) {
  const said = fullTabWords.audit;
  const { ip } = entry;
  const { ownerId, ...detail } = entry.detail;
  return (
    <dl class="facts small">
      {typeof ownerId === 'string' && ownerId !== entry.actor.id && (
        <>
          <dt>{said.fields.ownerId}</dt>
          <dd>
            <a class="table__link" href={`#members/${ownerId}`}>
              <code>{ownerId}</code>
            </a>
          </dd>
        </>
      )}
      {detailTexts(detail).map(({ name, text }) => (
        <Fragment key={name}>
          <dt>{name}</dt>
          <dd class="anywhere">{text}</dd>
        </Fragment>
      ))}
      {ip !== null && (
        <>
          <dt>{said.ip}</dt>
          <dd>
            <code>{ip}</code>
          </dd>
        </>
      )}
    </dl>
  );
}
