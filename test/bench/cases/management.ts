import { compiled } from '../harness/build.ts';
import { creating, reading, renaming } from '../harness/keyturn.ts';
import {
  CONNECTIONS,
  interleaved,
  p99,
  perSecond,
  processorTime,
  type RoundResult,
  type Side,
} from '../harness/rounds.ts';
import { launch, type ServerProcess } from '../harness/server-process.ts';
import { figure, ratio } from '../harness/stats.ts';
import { jsonWorld, type World } from '../harness/world.ts';
import type { Findings } from '../report/report.ts';
import { goalOf, withRange } from '../report/words.ts';
import type { Case } from './case.ts';

type Routes = Record<string, (world: World) => Side['load']>;
const ROUTES: Routes = {
  'GET an org': (world) => reading(world, `/v1/orgs/${world.orgId}`),
  'GET a key': (world) => reading(world, `/v1/orgs/${world.orgId}/keys/${world.someKeyId}`),
  'GET 50 keys': (world) => reading(world, `/v1/orgs/${world.orgId}/keys?owner=all`),
  'PATCH a key': renaming,
  'POST a key': creating,
};
const VARIANTS = ['fixed', 'plain'] as const;
type Variant = (typeof VARIANTS)[number];

export const management: Case = {
  name: 'management',
  title: 'Management routes, with and without the prototype fix',
  async run({ pace, profileTo }) {
    const servers: ServerProcess[] = [];
    const sides: Side[] = [];
    try {
      for (const variant of VARIANTS) {
        const world = await jsonWorld(1_000);
        const server = await launch({
          script: compiled('servers/management'),
          args: [variant],
          environment: world.environment,
          profileTo,
        });
        servers.push(server);
        for (const [route, load] of Object.entries(ROUTES)) {
          sides.push({ name: nameOf(route, variant), server, load: load(world) });
        }
      }
      // Both variants of one route one after the other.
      sides.sort((a, b) => routeAt(a) - routeAt(b));
      return findings(await interleaved(sides, pace));
    } finally {
      for (const server of servers) await server.stop();
    }
  },
};

function nameOf(route: string, variant: Variant): string {
  return `${route}, ${variant}`;
}

function routeAt({ name }: Side): number {
  return Object.keys(ROUTES).findIndex((route) => name.startsWith(`${route},`));
}

function findings(results: Record<string, RoundResult[]>): Findings {
  const of = (route: string, variant: Variant) => results[nameOf(route, variant)] as RoundResult[];
  const gain = (route: string) =>
    ratio(perSecond(of(route, 'fixed')), perSecond(of(route, 'plain')));
  const routes = Object.keys(ROUTES);
  return {
    goals: routes.map((route) =>
      goalOf(`${route}: ≥ 2.5 × without the fix`, gain(route), { atLeast: 2.5 }),
    ),
    plots: [
      {
        name: 'management',
        title: 'Management routes with the prototype fix',
        scale: 'requests per second, as a ratio to the same route without it',
        bars: routes.map((route) => ({ label: route, ...gain(route), goal: 2.5 })),
      },
    ],
    tables: [
      {
        title: '',
        columns: [
          'route',
          'fixed to plain',
          'processor time, plain to fixed',
          'requests/s, fixed',
          'requests/s, plain',
          'p99, ms, fixed',
          'p99, ms, plain',
          'processor time/request, µs, fixed',
          'and plain',
        ],
        rows: routes.map((route) => [
          route,
          withRange(gain(route)),
          withRange(ratio(processorTime(of(route, 'plain')), processorTime(of(route, 'fixed')))),
          ...VARIANTS.map((variant) => withRange(figure(perSecond(of(route, variant))))),
          ...VARIANTS.map((variant) => withRange(figure(p99(of(route, variant))))),
          ...VARIANTS.map((variant) => withRange(figure(processorTime(of(route, variant))))),
        ]),
      },
    ],
    notes: [
      `${CONNECTIONS} connections, 1,000 keys in JSON files to begin with, a session’s token. Both servers run the same application (\`createApp\`); *fixed* listens by \`createAppServer\`, *plain* by \`http.createServer(app)\`, where Express sets the prototypes of each request and response.`,
      'The check is not among these: it is answered before Express.',
    ],
  };
}
