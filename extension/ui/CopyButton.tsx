import { useEffect, useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Button } from './Button.tsx';
import { CopyIcon, TickIcon } from './icons.tsx';

const SHOWN_FOR = 2000;

interface Props {
  label: string;
  /** Made when pressed, so that what is copied need not stand in the page. */
  text: () => string;
  /** Puts it on the clipboard; what it gives is passed on. */
  write?: (text: string) => Promise<number>;
  onCopied?: (given: number) => void;
  off?: boolean;
  look?: 'default' | 'primary';
}

export function CopyButton(props: Props) {
  const { label, text, write = writePlain, onCopied, look = 'default', off = false } = props;
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');

  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      const given = await write(text());
      setOutcome('copied');
      onCopied?.(given);
    } catch {
      setOutcome('failed');
    }
  };

  return (
    <>
      <Button look={look} off={off} onClick={copy}>
        {outcome === 'copied' ? <TickIcon /> : <CopyIcon />}
        {label}
      </Button>
      <span class="for-readers" role="status">
        {outcome === 'copied' && words.ui.copied}
        {outcome === 'failed' && words.ui.notCopied}
      </span>
    </>
  );
}

async function writePlain(text: string): Promise<number> {
  await navigator.clipboard.writeText(text);
  return 0;
}
