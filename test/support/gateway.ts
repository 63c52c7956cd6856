/** A real nginx or Caddy, with the configuration that the documentation shows. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GatewayName } from './find-gateway.ts';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

export interface Gateway {
  url: string;
  stop(): Promise<void>;
}

export interface GatewayWish {
  name: GatewayName;
  /** Of the program. */
  path: string;
  orgId: string;
  keyturnPort: number;
  apiPort: number;
}

const FILES = { nginx: 'docs/gateways/nginx.conf', caddy: 'docs/gateways/Caddyfile' };

export async function startGateway(wish: GatewayWish): Promise<Gateway> {
  const folder = await mkdtemp(join(tmpdir(), `keyturn-${wish.name}-`));
  const port = await freePort();
  const shown = fill(await readFile(FILES[wish.name], 'utf8'), wish, port);
  const config = join(folder, 'config');
  await writeFile(config, wish.name === 'nginx' ? aroundNginx(shown, folder) : aroundCaddy(shown));
  const child = spawn(wish.path, argumentsOf(wish.name, config, folder), {
    env: { PATH: process.env.PATH, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk;
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`${wish.name} ended: ${said}`);
    return fetch(url).then(
      () => true,
      () => false,
    );
  });
  return {
    url,
    async stop() {
      child.kill('SIGTERM');
      await ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Puts in what everybody has to put in, and fails where it is not to be found. */
function fill(text: string, { orgId, keyturnPort, apiPort }: GatewayWish, port: number): string {
  const changes: [what: string, becomes: string][] = [
    ['8080', String(port)],
    ['127.0.0.1:4777', `127.0.0.1:${keyturnPort}`],
    ['127.0.0.1:3000', `127.0.0.1:${apiPort}`],
    ['org_YOURS', orgId],
  ];
  let filled = text;
  for (const [what, becomes] of changes) {
    if (filled.split(what).length !== 2) throw new Error(`${what} is not there exactly once.`);
    filled = filled.replace(what, becomes);
  }
  return filled;
}

function argumentsOf(name: GatewayName, config: string, folder: string): string[] {
  return name === 'nginx'
    ? ['-p', folder, '-c', config, '-e', 'stderr', '-g', 'daemon off;']
    : ['run', '--config', config, '--adapter', 'caddyfile'];
}

/** What a distribution's own nginx.conf has around it. */
function aroundNginx(shown: string, folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `${kind}_temp_path ${folder}/${kind};`,
  );
  return `
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    pid ${folder}/pid;
    events {}
    http {
      access_log off;
      ${temporary.join('\n')}
      ${shown}
    }`;
}

function aroundCaddy(shown: string): string {
  return `{\n\tadmin off\n\tauto_https off\n}\n${shown}`;
}
