import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Choices.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { type AuditFields, auditActions } from './filter.ts';

interface Props {
  fields: AuditFields;
  onFields: (change: Partial<AuditFields>) => void;
}

export function AuditFilters({ fields, onFields }: Props) {
  const said = fullTabWords.audit;
  const { action, actor, actorName, target, targetName, since, until } = fields;
  const options = auditActions().map((one) => ({ value: one, label: said.actions[one].name }));
  return (
    <div class="tools">
      <Select
        label={said.action}
        value={action}
        onValue={(value) => onFields({ action: value })}
        options={[{ value: '', label: said.anything }, ...options]}
      />
      <TextInput
        label={said.since}
        type="date"
        value={since}
        onValue={(day) => onFields({ since: day })}
      />
      <TextInput
        label={said.until}
        type="date"
        value={until}
        onValue={(day) => onFields({ until: day })}
      />
      {actor && (
        <Button title={said.dropFilter} onClick={() => onFields({ actor: '', actorName: '' })}>
          {said.by(<bdi>{actorName}</bdi>)} <span aria-hidden="true">×</span>
        </Button>
      )}
      {target && (
        <Button title={said.dropFilter} onClick={() => onFields({ target: '', targetName: '' })}>
          {said.aboutOne(<bdi>{targetName}</bdi>)} <span aria-hidden="true">×</span>
        </Button>
      )}
    </div>
  );
}
