import { useState } from 'preact/hooks';
import type { KeyHeader } from '../../messages/page.ts';
import { Select } from '../../ui/Choices.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { words } from '../../words/words.ts';
import { EXAMPLE_ORIGIN } from './curl.ts';
import { FORMATS, type Format, written } from './formats.ts';
import './reveal.css';

interface Props {
  name: string;
  /** The part of the secret that may be shown. */
  prefix: string;
  /** Undefined until it is known. */
  secret: string | undefined;
  /** Of the API; undefined where no page tells. */
  origin?: string | undefined;
  header: KeyHeader;
  /** Not the key alone: it has a button of its own. */
  withoutKey?: boolean;
  onCopied: (text: string) => void;
}

/** The key in the form that its place of use wants; what is shown of it hides the secret. */
export function CopyAs(props: Props) {
  const { name, prefix, secret, origin = EXAMPLE_ORIGIN, header, withoutKey, onCopied } = props;
  const [format, setFormat] = useState<Format>(withoutKey ? 'curl' : 'key');
  const said = words.reveal;
  const offered = FORMATS.filter((one) => !(withoutKey && one === 'key'));
  const write = (shown: string) => written(format, { secret: shown, name, origin, header });
  const asksOrigin = format === 'curl' || format === 'fetch' || format === 'python';
  return (
    <div class="stack stack--tight">
      <div class="copy-as">
        <div class="grow">
          <Select
            label={said.copyAs}
            value={format}
            options={offered.map((one) => ({ value: one, label: said.formats[one] }))}
            onValue={(value) => setFormat(value as Format)}
          />
        </div>
        <CopyButton
          label={said.copyAsThat(said.formats[format])}
          text={() => write(secret ?? '')}
          onCopied={onCopied}
          off={secret === undefined}
        />
      </div>
      <code class="curl">{write(`${prefix}…`)}</code>
      {asksOrigin && origin === EXAMPLE_ORIGIN && (
        <p class="small quiet">{said.exampleHint(EXAMPLE_ORIGIN)}</p>
      )}
      {format === 'gh' && <p class="small quiet">{said.ghHint}</p>}
    </div>
  );
}
