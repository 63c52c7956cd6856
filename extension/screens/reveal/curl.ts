import type { KeyHeader } from '../../messages/page.ts';

/** Stands for the API where no page tells which it is. */
export const EXAMPLE_ORIGIN = 'https://api.example.com';

/** A command to try the key with, quoted for POSIX shells. */
export function curlCommand(secret: string, origin: string, header: KeyHeader): string {
  const field =
    header.kind === 'bearer' ? `Authorization: Bearer ${secret}` : `${header.name}: ${secret}`;
  return `curl -H ${quoted(field)} ${quoted(`${origin}/`)}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
