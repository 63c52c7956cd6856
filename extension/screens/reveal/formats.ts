/** The forms in which a key is wanted where it is used. */

import type { KeyHeader } from '../../messages/page.ts';
import { curlCommand } from './curl.ts';

export const FORMATS = ['key', 'curl', 'env', 'header', 'fetch', 'python', 'gh'] as const;
export type Format = (typeof FORMATS)[number];

export interface Wanted {
  secret: string;
  /** The key's. */
  name: string;
  /** Of the API. */
  origin: string;
  header: KeyHeader;
}

export function written(format: Format, { secret, name, origin, header }: Wanted): string {
  const [field, value] = fieldOf(header, secret);
  const url = `${origin}/`;
  switch (format) {
    case 'key':
      return secret;
    case 'curl':
      return curlCommand(secret, origin, header);
    case 'env':
      return `${variableOf(name)}=${secret}`;
    case 'header':
      return `${field}: ${value}`;
    case 'fetch':
      return `await fetch(${literal(url)}, {\n  headers: { ${literal(field)}: ${literal(value)} },\n});`;
    case 'python':
      return `import requests\n\nresponse = requests.get(${literal(url)}, headers={${literal(field)}: ${literal(value)}})`;
    case 'gh':
      // From standard input, so that the secret is no argument that other programs can
      // see; the space in front keeps the lines out of the history of bash and zsh.
      return ` gh secret set ${variableOf(name)} <<'END'\n${secret}\nEND\n`;
  }
}

/** `Nightly report` → `NIGHTLY_REPORT_KEY`: a name that shells, .env files and GitHub take. */
export function variableOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  if (plain === '') return 'API_KEY';
  const ended = /(?:^|_)KEY$/.test(plain) ? plain : `${plain}_KEY`;
  // GitHub keeps names that begin with GITHUB_ to itself, and none may begin with a digit.
  return /^(?:\d|GITHUB_)/.test(ended) ? `KEY_${ended}` : ended;
}

function fieldOf(header: KeyHeader, secret: string): [string, string] {
  return header.kind === 'bearer' ? ['Authorization', `Bearer ${secret}`] : [header.name, secret];
}

/** The same in JavaScript and in Python: JSON's strings are a part of both. */
function literal(text: string): string {
  return JSON.stringify(text);
}
