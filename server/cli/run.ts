import { VERSION } from '../version.ts';
import { columns, helpOf, readArguments, WrongUsage } from './command.ts';
import { COMMANDS } from './commands.ts';
import { complain } from './complain.ts';

/** Runs the command that the arguments name; answers the exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const [first] = args;
  if (first === undefined || first === '--help' || first === '-h' || first === 'help') {
    console.log(await overview());
    return first === undefined ? 2 : 0;
  }
  if (first === '--version') {
    console.log(VERSION);
    return 0;
  }
  const name = Object.keys(COMMANDS).find((one) => one === args.slice(0, words(one)).join(' '));
  const load = name === undefined ? undefined : COMMANDS[name];
  if (name === undefined || !load) {
    console.error(`keyturn has no command ${JSON.stringify(first)}. See keyturn --help.`);
    return 2;
  }
  const command = await load();
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

async function overview(): Promise<string> {
  const rows = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => [name, (await load()).summary] as const),
  );
  return `Usage: keyturn <command> [options]

Commands:
${columns(rows)}

They find the data as the server does: in PostgreSQL where DATABASE_URL is set, else
in the folder KEYTURN_DATA_DIR (./data). Each explains itself: keyturn <command> --help.`;
}
