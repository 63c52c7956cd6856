import type { Reveal } from '../../messages/keys.ts';
import { stored } from '../../stored.ts';

export function readReveal(): Promise<Reveal | null> {
  return stored.reveal.read();
}

export async function markCopied(): Promise<void> {
  await stored.reveal.update((reveal) => reveal && { ...reveal, copied: true });
}

export async function endReveal(): Promise<void> {
  await stored.reveal.remove();
}
