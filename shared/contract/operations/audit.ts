import { auditEntry, auditQuery, sealedAuditEntry } from '../audit.ts';
import { listOf } from '../primitives.ts';
import { inOrg, type Operation } from './operation.ts';

export const auditOperations = {
  listAudit: {
    summary: 'Every change, newest first',
    caller: 'admin',
    params: inOrg,
    query: auditQuery,
    answers: { 200: listOf(auditEntry) },
    errors: [],
  },
  exportAudit: {
    summary: 'Every change, oldest first, with the chain of hashes',
    caller: 'admin',
    params: inOrg,
    answerType: 'application/x-ndjson',
    answers: { 200: sealedAuditEntry },
    errors: [],
  },
} as const satisfies Record<string, Operation>;
