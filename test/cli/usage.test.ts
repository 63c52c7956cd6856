import { access } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { called, keyturn } from '../support/cli.ts';
import { testFolder } from '../support/server.ts';

const COMMANDS = [
  'serve',
  'backup',
  'restore',
  'migrate',
  'import',
  'reset-admin',
  'end-sessions',
  'audit verify',
];

test('it lists its commands', async () => {
  const { code, stdout, stderr } = await keyturn(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
});

test.each(COMMANDS)('%s explains itself', async (command) => {
  const { code, stdout, stderr } = await called([...command.split(' '), '--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(new RegExp(`^Usage: keyturn ${command} .*\\[options\\]\n`));
  for (const part of ['Options:\n', /^Examples?:\n {2}\S/m, 'Exit codes:\n  0  done\n']) {
    expect(stdout).toMatch(part);
  }
});

test.each([
  [[], 'Usage: keyturn <command>'],
  [['launch'], 'keyturn has no command "launch". See keyturn --help.\n'],
  [['audit'], 'keyturn has no command "audit"'],
  [['backup'], '<file> is missing.\nSee keyturn backup --help.\n'],
  [['backup', 'a', 'b'], 'What is "b" for?\nSee keyturn backup --help.\n'],
  [['backup', 'a', '--force'], "Unknown option '--force'.\nSee keyturn backup --help.\n"],
  [['serve', '--port=1'], "Unknown option '--port'.\nSee keyturn serve --help.\n"],
  [['migrate'], 'Say where to: --to postgres://…\nSee keyturn migrate --help.\n'],
  [['migrate', '--to'], "Option '--to <value>' argument missing.\nSee keyturn migrate"],
  [['migrate', '--to', 'mysql://u:hunter2@db/kt'], '--to must be a URL such as postgres://'],
  [['reset-admin'], 'Say whose: --email ada@example.com\n'],
  [['reset-admin', '--email', 'ada'], 'Say whose: --email ada@example.com\n'],
  [['end-sessions'], 'Say whose: --email ada@example.com, or --all\n'],
  [['end-sessions', '--all', '--email', 'ada@example.com'], 'Say whose: --email ada@exa'],
  [['end-sessions', '--email', 'ada'], 'Say whose: --email ada@example.com, or --all\n'],
  [['import', 'a', '--dry-run=yes'], "Option '--dry-run' does not take an argument.\n"],
])('%j is wrong usage', async (args, message) => {
  const { code, stdout, stderr } = await called(args);
  expect(code).toBe(2);
  expect(stdout + stderr).toContain(message);
  expect(stderr).not.toContain('hunter2');
});

test.each([
  [['backup', 'x.gz']],
  [['reset-admin', '--email', 'ada@example.com']],
  [['end-sessions', '--all']],
  [['migrate', '--to', 'postgres://127.0.0.1:1/kt']],
  [['audit', 'verify']],
])('%j where there is no data says so, and makes no folder', async (args) => {
  const dir = `${await testFolder()}/data`;
  const { code, stderr } = await keyturn(args, { KEYTURN_DATA_DIR: dir });
  expect(stderr).toMatch(/^There is no data of Keyturn in /);
  expect(code).toBe(1);
  await expect(access(dir)).rejects.toThrow('ENOENT');
});

test('wrong usage ends the process with 2', async () => {
  const { code, stdout, stderr } = await keyturn(['backup']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toBe('<file> is missing.\nSee keyturn backup --help.\n');
});

test('a wrong setting is told as the server tells it', async () => {
  const { code, stderr } = await keyturn(['backup', 'x.gz'], {
    DATABASE_URL: 'mysql://u:hunter2@db',
  });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringMatching(/^DATABASE_URL=… must be a URL such as postgres:/),
  });
});
