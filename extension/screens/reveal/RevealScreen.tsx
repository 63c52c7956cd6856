import { useEffect, useRef, useState } from 'preact/hooks';
import type { Reveal } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { Button } from '../../ui/Button.tsx';
import { CopyButton } from '../../ui/CopyButton.tsx';
import { words } from '../../words/words.ts';
import { clearInTime } from '../clipboard.ts';
import type { TabHold } from '../front-tab.ts';
import { Main, Title } from '../shell/Main.tsx';
import { headerName, likeliest } from '../this-tab/choices.ts';
import { InUse } from '../this-tab/InUse.tsx';
import { useKeyOnTab } from '../this-tab/use-key-on-tab.ts';
import { ClipboardNote } from './ClipboardNote.tsx';
import { CopyAs } from './CopyAs.tsx';
import { LeaveDialog } from './LeaveDialog.tsx';
import './reveal.css';

interface Props {
  reveal: Reveal;
  /** Whether the key is the person's, so that its secret is kept in this browser. */
  isOwn: boolean;
  tab: TabHold;
  onCopied: () => void;
  onDone: () => void;
}

/** The secret, this once. It comes back whenever the popup opens, until Done. */
export function RevealScreen({ reveal, isOwn, tab, onCopied, onDone }: Props) {
  const { key, secret, copied } = reveal;
  const [leaving, setLeaving] = useState(false);
  const [clearing, setClearing] = useState<number | null>(null);
  const top = useRef<HTMLDivElement>(null);
  const onTab = useKeyOnTab(tab);
  const page = tab.state?.page.seen ? tab.state.page : null;
  const chosen = page && onTab.choices.for(page);
  const origin = chosen?.apiOrigins[0] ?? (page ? likeliest(page).apiOrigins[0] : undefined);
  const header = chosen?.header ?? { kind: 'bearer' as const };
  const inUse = tab.state?.use?.keyId === key.id ? tab.state.use : null;

  useEffect(() => {
    top.current?.querySelector<HTMLElement>('.secret button')?.focus();
  }, []);

  const noteCopied = (text: string) => {
    onCopied();
    void send('reveal.copied');
    void clearInTime(text).then(setClearing);
  };
  const leave = () => {
    void send('reveal.done');
    onDone();
  };

  return (
    <Main
      failure={onTab.failure}
      action={
        <Button onClick={() => (copied ? leave() : setLeaving(true))}>{words.reveal.done}</Button>
      }
    >
      <div class="stack stack--wide" ref={top}>
        <div class="stack stack--tight">
          <Title>
            <bdi>{key.name}</bdi>
          </Title>
          <p class="quiet">{copied ? words.reveal.copied : words.reveal.once}</p>
        </div>
        {/* biome-ignore lint/a11y/useSemanticElements: a group of the secret and its button, not of fields */}
        <div class="secret" role="group" aria-label={words.reveal.secret}>
          <div class="secret__text" data-secret>
            {secret}
          </div>
          <CopyButton
            label={words.reveal.copy}
            look="primary"
            text={() => secret}
            onCopied={noteCopied}
          />
        </div>
        <CopyAs
          name={key.name}
          prefix={key.prefix}
          secret={secret}
          origin={origin}
          header={header}
          withoutKey
          onCopied={noteCopied}
        />
        <ClipboardNote seconds={clearing} />
        {inUse && <InUse use={inUse} />}
        {!inUse && page && chosen && chosen.apiOrigins.length > 0 && (
          <div class="stack stack--tight">
            <Button wide busy={onTab.busyKey !== null} onClick={() => onTab.use(key.id)}>
              {words.thisTab.use}
            </Button>
            <p class="small quiet anywhere">
              {words.reveal.useFor(
                <code>{chosen.apiOrigins.join(', ')}</code>,
                <code>{headerName(chosen.header)}</code>,
              )}
            </p>
          </div>
        )}
      </div>
      {leaving && (
        <LeaveDialog
          name={key.name}
          owner={isOwn ? null : key.ownerName}
          onStay={() => setLeaving(false)}
          onLeave={leave}
        />
      )}
    </Main>
  );
}
