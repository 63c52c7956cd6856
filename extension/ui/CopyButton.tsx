import { useEffect, useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import { Button } from './Button.tsx';
import { CopyIcon, TickIcon } from './icons.tsx';

const SHOWN_FOR = 2000;

interface Props {
  label: string;
  /** Made when pressed, so that what is copied need not stand in the page. */
  text: () => string;
  onCopied?: () => void;
  look?: 'default' | 'primary';
}

export function CopyButton({ label, text, onCopied, look = 'default' }: Props) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'failed'>('none');

  useEffect(() => {
    if (outcome === 'none') return;
    const timer = setTimeout(() => setOutcome('none'), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome('copied');
      onCopied?.();
    } catch {
      setOutcome('failed');
    }
  };

  return (
    <>
      <Button look={look} onClick={copy}>
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
