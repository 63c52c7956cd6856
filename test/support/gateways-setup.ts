/** Before the gateway tests: nginx, Caddy and rsyslog, where they can be had. */
import type { TestProject } from 'vitest/node';
import { findGateways, type Gateways } from './find-gateway.ts';
import { findRsyslog } from './rsyslog.ts';

export default async function setUp(project: TestProject): Promise<void> {
  project.provide('gateways', await findGateways(console.log));
  project.provide('rsyslog', await findRsyslog(console.log));
}

declare module 'vitest' {
  export interface ProvidedContext {
    gateways: Gateways;
    /** The path of `rsyslogd`; null where there is none. */
    rsyslog: string | null;
  }
}
