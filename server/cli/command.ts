/** What a command of `keyturn` is, and how its arguments are read and its help is written. */
import { parseArgs } from 'node:util';

export interface Option {
  type: 'string' | 'boolean';
  /** What stands for a string's value in the help: `<address>`. */
  value?: string;
  help: string;
}

export interface Given {
  /** As many as the command has `positionals`, or fewer where some may be left out. */
  positionals: string[];
  options: Record<string, string | boolean | undefined>;
}

export interface Command {
  /** One line, for the list of commands. */
  summary: string;
  /** Names of what must be given, in order: `<file>`; in brackets what may be: `[file]`. */
  positionals: readonly string[];
  options: Readonly<Record<string, Option>>;
  /** What it does and what to know before; in lines of at most 80 characters. */
  about: string;
  examples: readonly string[];
  /** Beside 0 (done) and 2 (wrong usage). */
  exitCodes: Readonly<Record<number, string>>;
  /** Answers the exit code. */
  run(given: Given): Promise<number>;
}

/** The command was called wrongly: the message says how. */
export class WrongUsage extends Error {
  override name = 'WrongUsage';
}

/** A refusal of a command, with a message that says what to do; ends with exit code 1. */
export class CommandRefused extends Error {
  override name = 'CommandRefused';
}

/** Null: help is asked for. Throws `WrongUsage`. */
export function readArguments(command: Command, args: readonly string[]): Given | null {
  const { values, positionals } = parse(command, args);
  if (values.help) return null;
  const missing = command.positionals[positionals.length];
  if (missing?.startsWith('<')) throw new WrongUsage(`${missing} is missing.`);
  const extra = positionals[command.positionals.length];
  if (extra !== undefined) throw new WrongUsage(`What is ${JSON.stringify(extra)} for?`);
  return { positionals, options: values };
}

function parse(command: Command, args: readonly string[]) {
  const options = Object.fromEntries(
    Object.entries(command.options).map(([name, { type }]) => [name, { type }]),
  );
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, help: { type: 'boolean' as const, short: 'h' } },
      allowPositionals: true,
    });
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (!code.startsWith('ERR_PARSE_ARGS')) throw error;
    // Node goes on to explain how such a thing would be given as an argument.
    throw new WrongUsage(`${message.split(/\. |\n/, 1)[0]}.`);
  }
}

export function helpOf(name: string, command: Command): string {
  const { positionals, options, about, examples, exitCodes } = command;
  const rows = [
    ...Object.entries(options).map(([option, { value, help }]) => [
      `--${option}${value ? ` ${value}` : ''}`,
      help,
    ]),
    ['-h, --help', 'this text'],
  ] as [string, string][];
  const codes: [string, string][] = Object.entries({
    0: 'done',
    ...exitCodes,
    2: 'wrong usage',
  }).map(([code, meaning]) => [code, meaning]);
  return [
    `Usage: keyturn ${[name, ...positionals, '[options]'].join(' ')}`,
    about.trim(),
    `Options:\n${columns(rows)}`,
    `${examples.length === 1 ? 'Example' : 'Examples'}:\n${examples.map((one) => `  ${one}`).join('\n')}`,
    `Exit codes:\n${columns(codes)}`,
  ].join('\n\n');
}

/** Two columns, indented. */
export function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
}
