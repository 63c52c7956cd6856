/** What the screens say stands in message files: a text anywhere else would have one language. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';

const EXTENSION = resolve(import.meta.dirname, '../../../../extension');

/** Names, the same in every language, and keys of the keyboard. */
const NAMES = new Set([
  'Keyturn',
  'Swagger UI',
  'Authorization',
  'Authorization: Bearer',
  'Bearer',
  'gh secret set',
  'keyturn reset-admin',
]);
const KEYS = /^(?:Enter|Escape|Home|End|Tab|Arrow\w+|Page(?:Up|Down))$/;
const ATTRIBUTES_READ_OUT = /^(?:label|hint|title|placeholder|alt|action|error|aria-label|search)$/;

interface Node {
  type: string;
  [part: string]: unknown;
}

/** Texts that a person would read, of one source file. */
function textsIn(source: string, name: string): string[] {
  const { program, errors } = parseSync(name, source);
  if (errors[0]) throw new Error(`${name}: ${errors[0].message}`);
  const found: string[] = [];
  visit(program as unknown as Node, false, (text, readOut) => {
    const isRead = readOut ? /\p{L}{2}/u.test(text) : looksRead(text);
    const isName = NAMES.has(text.trim()) || KEYS.test(text);
    if (isRead && !isName) found.push(text.trim());
  });
  return found;
}

/** A word with a capital, or several words: not a class, an event or a message's name. */
function looksRead(text: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text) || /\p{L} \p{Ll}+[ .?]/u.test(text);
}

/** Calls back with each text, and whether it stands where it is read in any case. */
function visit(node: Node, readOut: boolean, see: (text: string, readOut: boolean) => void): void {
  if (node.type === 'ImportDeclaration' || node.type === 'TSLiteralType') return;
  if (node.type === 'ThrowStatement' || node.type === 'NewExpression') return;
  if (node.type === 'JSXText') see(String(node.value), true);
  if (node.type === 'Literal' && typeof node.value === 'string') see(node.value, readOut);
  if (node.type === 'TemplateElement') see((node.value as { cooked: string }).cooked, readOut);
  const attribute =
    node.type === 'JSXAttribute' ? String((node.name as { name?: unknown }).name) : null;
  if (attribute !== null && !ATTRIBUTES_READ_OUT.test(attribute) && isPlain(node.value)) return;
  for (const part of Object.values(node).flat()) {
    if (isNode(part)) visit(part, attribute !== null ? isPlain(node.value) : false, see);
  }
}

function isPlain(value: unknown): boolean {
  return isNode(value) && value.type === 'Literal';
}

function isNode(part: unknown): part is Node {
  return typeof part === 'object' && part !== null && 'type' in part;
}

function sources(folder: string): string[] {
  return readdirSync(join(EXTENSION, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

describe('texts outside of the message files', () => {
  it.each([
    ['text', '<p>Nothing here</p>'],
    ['a label', '<Field label="Name" />'],
    ['a label in lower case', '<Field aria-label="close" />'],
    ['a choice of texts', "<p>{on ? 'On' : 'Off'}</p>"],
    ['a template', '<p title={`Use it on this tab`} />'],
    ['a value', "const said = 'Choose a date.';"],
  ])('are found as %s', (_, source) => {
    expect(textsIn(source, 'x.tsx')).not.toEqual([]);
  });

  it('are told from classes, events and names', () => {
    const source = `<a class="stack stack--wide" onKeyDown={(e) => e.key === 'Escape'}><code>{x}</code> · </a>`;
    expect(textsIn(source, 'x.tsx')).toEqual([]);
  });

  it.each([...sources('screens'), ...sources('ui')])('are not in %s', (name) => {
    expect(textsIn(readFileSync(join(EXTENSION, name), 'utf8'), name)).toEqual([]);
  });
});
