import type { SealedAuditEntry } from '../../shared/contract/audit.ts';
import { readConfig } from '../config.ts';
import { type Verdict, verifyChain } from '../domain/audit/verify.ts';
import { StoreDamaged } from '../store/store.ts';
import { entriesIn, withAuditLog } from './audit-chains.ts';
import type { Command } from './command.ts';

export const auditVerify: Command = {
  summary: 'prove that nobody has changed the audit log',
  positionals: ['[export]'],
  options: {},
  about: `
Computes the chain of hashes anew: of every organisation's audit log, or of one that
was exported (GET /v1/orgs/{org}/audit/export). Changes nothing; the server may be
running.

Prints how many entries there are and the hash of the last one. Whoever keeps that
hash elsewhere can show later that nothing was cut off the end either: the entry with
this number then still has this hash.`,
  examples: ['keyturn audit verify', 'keyturn audit verify keyturn-audit-org_….jsonl'],
  exitCodes: { 1: 'a chain is broken, or the data cannot be read' },
  async run({ positionals: [file] }) {
    if (file !== undefined) return exitCode([await verify('', entriesIn(file))]);
    return withAuditLog(readConfig(process.env), async ({ audit, unsealed }) => {
      const orgIds = await audit.orgIds();
      const results: boolean[] = [];
      for (const orgId of orgIds) results.push(await verify(orgId, audit.chain(orgId)));
      if (orgIds.length === 0) console.log('There is no audit log yet.');
      if (unsealed > 0) {
        console.log(
          `${unsealed} later entries are not in a chain yet: a running server sees to it.`,
        );
      }
      return exitCode(results);
    });
  },
};

/** Says what it finds. */
async function verify(orgId: string, chain: AsyncIterable<SealedAuditEntry>): Promise<boolean> {
  try {
    const verdict = await verifyChain(chain);
    if (verdict.holds) console.log(describe(verdict, orgId));
    else console.error(describe(verdict, orgId));
    return verdict.holds;
  } catch (error) {
    if (!(error instanceof StoreDamaged)) throw error;
    console.error(`BROKEN: ${error.message}`);
    return false;
  }
}

function describe(verdict: Verdict, orgId: string): string {
  const whose = verdict.orgId ?? orgId;
  if (verdict.holds) {
    return `${whose}: ${verdict.entries} entries, the chain holds. Last hash: ${verdict.headHash}`.trim();
  }
  const which = verdict.entryId === null ? '' : ` (${verdict.entryId})`;
  return `BROKEN: ${whose}: entry ${verdict.at}${which} ${verdict.problem}.`;
}

function exitCode(results: readonly boolean[]): number {
  return results.every(Boolean) ? 0 : 1;
}
