import { VERSION } from '../version.ts';
import { columns, helpOf, readArguments, WrongUsage } from './command.ts';
import { COMMANDS } from './commands.ts';
import { complain } from './complain.ts';

/** Runs the command that the arguments name; answers the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const [first] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    console.log(overview());
    return first === undefined ? 2 : 0;
  }
  if (first === '--version') {
    console.log(VERSION);
    return 0;
  }
  const name = Object.keys(COMMANDS).find((one) => one === args.slice(0, words(one)).join(' '));
  const command = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || !command) {
    console.error(`keyturn has no command ${JSON.stringify(first)}. See keyturn --help.`);
    return 2;
  }
  try {
    const given = readArguments(command, args.slice(words(name)));
    if (given) return await command.run(given);
    console.log(helpOf(name, command));
    return 0;
  } catch (error) {
    if (!(error instanceof WrongUsage)) return complain(error);
    console.error(`${error.message}\nSee keyturn ${name} --help.`);
    return 2;
  }
}

function words(name: string): number {
  return name.split(' ').length;
}

function overview(): string {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary] as const);
  return `Usage: keyturn <command> [options]

Commands:
${columns(rows)}

They find the data as the server does: in PostgreSQL where DATABASE_URL is set, else
in the folder KEYTURN_DATA_DIR (./data). Each explains itself: keyturn <command> --help.`;
}
