import { compiled, installBetterAuth } from '../harness/build.ts';
import { assertAllows, authorizing, launchKeyturn, verifying } from '../harness/keyturn.ts';
import { POSTGRES_NOTE, withPostgres } from '../harness/postgres.ts';
import {
  CONNECTIONS,
  interleaved,
  p99,
  perSecond,
  processorTime,
  type RoundResult,
  type Side,
} from '../harness/rounds.ts';
import { scratchFolder } from '../harness/scratch.ts';
import { launch } from '../harness/server-process.ts';
import { figure, ratio } from '../harness/stats.ts';
import { jsonWorld } from '../harness/world.ts';
import type { Findings } from '../report/report.ts';
import { goalOf, withRange } from '../report/words.ts';
import type { Case, Run } from './case.ts';

const KEYS = 1_000;
const NAMES = [
  'bare node:http',
  'bare node:http, GET',
  'Keyturn /v1/verify',
  'Keyturn authorize',
  'bare Fastify',
  'bare Express 5',
  'better-auth, memory, 16 keys',
  'better-auth, PostgreSQL',
] as const;
type Name = (typeof NAMES)[number];
const MEMORY = 'better-auth, memory, 16 keys' satisfies Name;
const POSTGRES = 'better-auth, PostgreSQL' satisfies Name;
type Results = Record<Name, RoundResult[]>;

export const checkHttp: Case = {
  name: 'check-http',
  title: 'A check over HTTP',
  run: ({ pace, profileTo }) =>
    withPostgres(async (url) => {
      const servers = await startAll(url, profileTo);
      try {
        return findings(await interleaved(servers.sides, pace));
      } finally {
        for (const server of servers.all) await server.stop();
      }
    }),
};

async function startAll(postgresUrl: string, profileTo: Run['profileTo']) {
  await installBetterAuth();
  const world = await jsonWorld(KEYS);
  const start = (name: string, ...args: string[]) =>
    launch({ script: compiled(`servers/${name}`), args });
  const few = `${scratchFolder('better-auth')}/secrets.txt`;
  const many = `${scratchFolder('better-auth')}/secrets.txt`;
  const keyturn = await launchKeyturn(world, profileTo);
  const http = await start('bare-http');
  const express = await start('bare-express');
  const fastify = await start('bare-fastify');
  const inMemory = await start('better-auth', few, '16');
  const onPostgres = await start('better-auth', many, String(KEYS), postgresUrl);
  await assertAllows(keyturn.url, world);
  const verify = verifying(world);
  const authorize = authorizing(world);
  const sides: Side<Name>[] = [
    { name: 'bare node:http', server: http, load: verify },
    { name: 'bare node:http, GET', server: http, load: authorize },
    { name: 'Keyturn /v1/verify', server: keyturn, load: verify },
    { name: 'Keyturn authorize', server: keyturn, load: authorize },
    { name: 'bare Fastify', server: fastify, load: verify },
    { name: 'bare Express 5', server: express, load: verify },
    { name: MEMORY, server: inMemory, load: { ...verify, secrets: few } },
    { name: POSTGRES, server: onPostgres, load: { ...verify, secrets: many } },
  ];
  return { sides, all: [keyturn, http, express, fastify, inMemory, onPostgres] };
}

function findings(results: Results): Findings {
  const to = (name: Name, other: Name) =>
    ratio(perSecond(results[name]), perSecond(results[other]));
  const slowness = (name: Name) => ratio(p99(results[name]), p99(results['bare node:http']));
  const [verify, authorize] = ['Keyturn /v1/verify', 'Keyturn authorize'] as const;
  const goals: Partial<Record<Name, number>> = { [verify]: 0.8, [authorize]: 0.9 };
  return {
    goals: [
      goalOf('`/v1/verify` ≥ 0.80 of bare node:http', to(verify, 'bare node:http'), {
        atLeast: 0.8,
      }),
      goalOf('authorize ≥ 0.90 of bare node:http', to(authorize, 'bare node:http'), {
        atLeast: 0.9,
      }),
      goalOf('`/v1/verify` ≥ 5 × bare Express', to(verify, 'bare Express 5'), { atLeast: 5 }),
      goalOf('authorize ≥ 5 × bare Express', to(authorize, 'bare Express 5'), { atLeast: 5 }),
      goalOf('`/v1/verify` ≥ 20 × better-auth in memory, 16 keys', to(verify, MEMORY), {
        atLeast: 20,
      }),
      goalOf('`/v1/verify` ≥ 20 × better-auth on PostgreSQL, 1,000 keys', to(verify, POSTGRES), {
        atLeast: 20,
      }),
      goalOf('p99 of `/v1/verify` ≤ 1.5 × bare node:http', slowness(verify), { atMost: 1.5 }),
      goalOf('p99 of authorize ≤ 1.5 × bare node:http', slowness(authorize), { atMost: 1.5 }),
    ],
    plots: [
      {
        name: 'check-http',
        title: 'A check over HTTP',
        scale: 'requests per second, as a ratio to bare node:http',
        bars: NAMES.map((name) => {
          const goal = goals[name];
          const bar = { label: name, ...to(name, 'bare node:http') };
          return goal === undefined ? bar : { ...bar, goal };
        }),
      },
    ],
    tables: [
      {
        title: 'As ratios',
        columns: [
          'side',
          'to bare node:http',
          'to bare Express 5',
          'to better-auth, memory',
          'p99 to bare node:http',
        ],
        rows: NAMES.map((name) => [
          name,
          withRange(to(name, 'bare node:http')),
          withRange(to(name, 'bare Express 5')),
          withRange(to(name, MEMORY)),
          withRange(slowness(name)),
        ]),
      },
      {
        title: 'As measured',
        columns: ['side', 'requests/s', 'p50, ms', 'p99, ms', 'processor time/request, µs'],
        rows: NAMES.map((name) => [
          name,
          withRange(figure(perSecond(results[name]))),
          withRange(figure(results[name].map(({ latency }) => latency.p50))),
          withRange(figure(p99(results[name]))),
          withRange(figure(processorTime(results[name]))),
        ]),
      },
    ],
    notes: [
      `${CONNECTIONS} keep-alive connections; 1,000 keys in JSON files, asked for in turn; every check is answered yes and goes on the key’s record.`,
      'Bare node:http reads the body, parses it and answers `{"valid":true}`; the same request goes to it as to `/v1/verify`. With GET it gets the request that goes to authorize, which has no body to read.',
      'Bare Express 5 has `express.json()` and one route, bare Fastify one route; both answer `{"valid":true}`.',
      `better-auth 1.7 with \`@better-auth/api-key\` writes on each check (when the key was last used, and \`updatedAt\`). It stands behind bare node:http, its own limit of requests per key off; once with its memory adapter, which goes through all keys at each look-up and so has 16 keys only, and once with as many keys as Keyturn in PostgreSQL. ${POSTGRES_NOTE}`,
    ],
  };
}
