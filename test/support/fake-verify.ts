import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { missingScopes } from '../../shared/scopes.ts';
import { listen } from './listen.ts';

export const SERVICE_KEY = 'kt_service';

/** What a verify server without any store says; `next` replaces its next answers. */
export interface FakeVerify {
  url: string;
  /** Bodies it was sent. */
  asked: { key: string; scopes?: string[] }[];
  /** How many connections it has accepted. */
  connections: () => number;
  /** Keys it knows. */
  keys: Map<string, VerifyAnswer>;
  /** Answers instead of the fake, when set. */
  instead: ((req: IncomingMessage, res: ServerResponse) => void) | undefined;
  close(): Promise<void>;
}

export function answer(change: Partial<VerifyAnswer> = {}): VerifyAnswer {
  return {
    valid: true,
    code: 'valid',
    keyId: 'key_1',
    name: 'Nightly report',
    orgId: 'org_1',
    ownerId: 'mem_1',
    ownerName: 'Maya Lindqvist',
    role: 'member',
    scopes: ['tasks:read'],
    missingScopes: [],
    expiresAt: null,
    ...change,
  };
}

const UNKNOWN: VerifyAnswer = {
  valid: false,
  code: 'not_found',
  keyId: null,
  name: null,
  orgId: null,
  ownerId: null,
  ownerName: null,
  role: null,
  scopes: [],
  missingScopes: [],
  expiresAt: null,
};

export async function fakeVerify(): Promise<FakeVerify> {
  let connections = 0;
  const fake: Omit<FakeVerify, 'url' | 'close'> = {
    asked: [],
    connections: () => connections,
    keys: new Map(),
    instead: undefined,
  };
  const listening = await listen(() => async (req, res) => {
    if (fake.instead) return fake.instead(req, res);
    if (req.headers.authorization !== `Bearer ${SERVICE_KEY}`) return res.writeHead(401).end('{}');
    const body = JSON.parse(await text(req));
    fake.asked.push(body);
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify(judge(fake.keys.get(body.key) ?? UNKNOWN, body.scopes ?? [])));
  });
  listening.server.on('connection', () => {
    connections += 1;
  });
  return Object.assign(fake, { url: listening.url, close: listening.close });
}

function judge(known: VerifyAnswer, scopes: string[]): VerifyAnswer {
  const missing = known.valid ? missingScopes(scopes, known.scopes) : [];
  if (missing.length === 0) return known;
  return { ...known, valid: false, code: 'insufficient_scope', missingScopes: missing };
}
