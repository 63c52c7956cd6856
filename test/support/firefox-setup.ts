/** Before the Firefox tests: a Firefox where it can be had, and the extension as its sources now are. */
import type { TestProject } from 'vitest/node';
import { buildStale } from '../../scripts/build.ts';
import { findFirefox } from './find-firefox.ts';

export default async function setUp(project: TestProject): Promise<void> {
  const firefox = await findFirefox(console.log);
  project.provide('firefox', firefox);
  await buildStale(['firefox']);
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Its path; null where there is none. */
    firefox: string | null;
  }
}
