/** What a case has found. */
import type { Figure } from '../harness/stats.ts';

export interface Table {
  title: string;
  columns: string[];
  rows: string[][];
}

export interface Goal {
  /** As the issue has it: "`/v1/verify` ≥ 0.80 of bare node:http". */
  goal: string;
  measured: string;
  met: boolean;
}

export interface Bar extends Figure {
  label: string;
  /** Where the goal is, on the same scale. */
  goal?: number;
}

export interface Plot {
  /** Of its file, without the ending. */
  name: string;
  title: string;
  /** Such as "requests per second, as a ratio to bare node:http". */
  scale: string;
  bars: Bar[];
  /** For figures that are orders of magnitude apart. */
  isLogarithmic?: boolean;
}

export interface Findings {
  goals: Goal[];
  tables: Table[];
  plots: Plot[];
  /** How it was measured, and what has to be known to read it. */
  notes: string[];
}

/** A case's findings with when and how they were found. */
export interface Report extends Findings {
  name: string;
  title: string;
  /** ISO 8601. */
  at: string;
  pace: string;
  machine: string;
  commit: string;
}
