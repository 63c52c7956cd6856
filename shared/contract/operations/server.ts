import * as people from '../people.ts';
import * as server from '../server.ts';
import type { Operation } from './operation.ts';

export const serverOperations = {
  healthz: {
    summary: 'Is the process up',
    caller: 'anyone',
    answers: { 200: server.health },
    errors: [],
  },
  readyz: {
    summary: 'Can it take a write',
    caller: 'anyone',
    answers: { 200: server.readiness },
    errors: ['not_ready'],
  },
  getServer: {
    summary: 'What server this is',
    caller: 'anyone',
    answers: { 200: server.serverInfo },
    errors: [],
  },
  setup: {
    summary: 'Make the first organisation and its admin',
    caller: 'anyone',
    body: people.setupRequest,
    answers: { 201: people.setupAnswer },
    errors: ['setup_done', 'setup_code_wrong', 'rate_limited'],
  },
} as const satisfies Record<string, Operation>;
