/** Before the gateway tests: nginx and Caddy, where they can be had. */
import type { TestProject } from 'vitest/node';
import { findGateways, type Gateways } from './find-gateway.ts';

export default async function setUp(project: TestProject): Promise<void> {
  project.provide('gateways', await findGateways(console.log));
}

declare module 'vitest' {
  export interface ProvidedContext {
    gateways: Gateways;
  }
}
