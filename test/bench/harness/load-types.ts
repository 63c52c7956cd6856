export interface Load {
  url: string;
  connections: number;
  seconds: number;
  method: string;
  path: string;
  /** `{secret}` in one header or in the body stands for the next line of the file `secrets`. */
  headers: Record<string, string>;
  body?: string;
  /** All lines are of one length. */
  secrets?: string;
}

export interface LoadResult {
  requests: number;
  perSecond: number;
  /** From request to answer, in milliseconds. */
  latency: { p50: number; p99: number; max: number };
}

export interface Generator {
  name: string;
  /** Throws when a request failed or was answered with an error. */
  run(load: Load): Promise<LoadResult>;
}
