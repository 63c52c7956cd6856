/** Reads the keys out of a CSV or JSON file. No message repeats what the file says. */
import { readFile } from 'node:fs/promises';
import { CsvError, parse } from 'csv-parse/sync';
import { z } from 'zod';
import { displayName, scopeList } from '../../shared/contract/primitives.ts';
import { type ImportedKey, ImportRefused, type Problem } from '../domain/keys/import.ts';
import { CommandRefused } from './command.ts';

const COLUMNS = ['name', 'owner', 'scopes', 'expiresAt', 'sha256', 'prefix'];
const TIME = 'must be a date or a time in UTC, such as 2027-01-31 or 2027-01-31T12:00:00Z';

const entry = z.strictObject({
  name: displayName,
  owner: z.string().trim().min(1, 'must be an email or a member id'),
  scopes: z
    .union([
      z.string().transform((text) => text.split(/[\s,;|]+/).filter(Boolean)),
      z.array(z.string()),
    ])
    .pipe(scopeList),
  expiresAt: z
    .union(
      [z.literal('').transform(() => null), z.iso.date(TIME), z.iso.datetime(TIME), z.null()],
      TIME,
    )
    .transform((text) => (text === null ? null : Date.parse(text)))
    .default(null),
  sha256: z
    .string()
    .trim()
    .toLowerCase()
    .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits: the SHA-256 of the secret'),
  prefix: z
    .string()
    .trim()
    .regex(/^[!-~]{0,20}$/, 'must be the first characters of the secret, at most 20')
    .refine((text) => !text.startsWith('kt_'), 'must not be that of a Keyturn key')
    .transform((text) => text || null)
    .default(null),
});

interface Found {
  where: string;
  value: unknown;
}

/** Throws `ImportRefused`, or `CommandRefused` where the file as a whole is not such a file. */
export async function readImport(file: string): Promise<ImportedKey[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new CommandRefused(`The file cannot be read: ${error.message}`);
  });
  const found = file.toLowerCase().endsWith('.json') ? inJson(text) : inCsv(text);
  const problems: Problem[] = [];
  const keys: ImportedKey[] = [];
  for (const { where, value } of found) {
    const result = entry.safeParse(value);
    if (result.success) keys.push({ where, ...result.data });
    else problems.push({ where, message: explain(result.error) });
  }
  if (problems.length > 0) throw new ImportRefused(problems);
  return keys;
}

function explain(error: z.ZodError): string {
  const said = error.issues.map(({ path, message, code }) => {
    if (code === 'unrecognized_keys') return `only ${COLUMNS.join(', ')} may be given`;
    return `${path[0] === undefined ? 'it' : String(path[0])} ${message}`;
  });
  return [...new Set(said)].join('; ');
}

function inJson(text: string): Found[] {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    throw new CommandRefused('The file is not valid JSON.');
  }
  if (!Array.isArray(values)) throw new CommandRefused('The file must be a JSON array of keys.');
  return values.map((value: unknown, index) => ({ where: `item ${index + 1}`, value }));
}

function inCsv(text: string): Found[] {
  try {
    const records: { record: unknown; info: { lines: number } }[] = parse(text, {
      bom: true,
      columns: knownColumns,
      info: true,
      skip_empty_lines: true,
      trim: true,
    });
    return records.map(({ record, info }) => ({ where: `line ${info.lines}`, value: record }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Its message may repeat a value.
    const line = typeof error.lines === 'number' ? `line ${error.lines}` : 'a line';
    throw new ImportRefused([
      { where: line, message: `it is not as CSV should be (${error.code})` },
    ]);
  }
}

/** The names of the first line, which may be a secret's hash where they were left out. */
function knownColumns(names: string[]): string[] {
  const missing = ['name', 'owner', 'scopes', 'sha256'].filter((name) => !names.includes(name));
  if (missing.length === 0 && names.every((name) => COLUMNS.includes(name))) return names;
  throw new CommandRefused(
    `The first line must name the columns: ${COLUMNS.join(',')}. All but expiresAt and prefix are needed, in any order.`,
  );
}
