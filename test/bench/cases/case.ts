import type { Pace } from '../harness/rounds.ts';
import type { Findings } from '../report/report.ts';

export interface Run {
  pace: Pace;
  /** Whether only to try: small sizes, short rounds. */
  quick: boolean;
  /** Where the servers' processor profiles go. */
  profileTo?: string | undefined;
}

export interface Case {
  name: string;
  title: string;
  run(run: Run): Promise<Findings>;
}
