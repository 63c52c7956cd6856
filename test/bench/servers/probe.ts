/**
 * Loaded into each server process before its own code: tells the one who measures about
 * its memory, its processor time and the pauses of its event loop.
 */
import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';

export interface ProbeAnswers {
  /** In bytes, after a collection of garbage. */
  memory: { rss: number; heapUsed: number; external: number };
  /** Processor time that the process has taken so far, in microseconds. */
  cpu: number;
  /** Starts to watch the event loop anew. */
  watch: null;
  /** The longest time between two turns since `watch`, in milliseconds. */
  pause: number;
}
export type ProbeQuestion = keyof ProbeAnswers;

/** Of the watching timer, in milliseconds: it goes off that late without any pause. */
const RESOLUTION = 1;
let delay: IntervalHistogram | null = null;

const answers: { [Q in ProbeQuestion]: () => ProbeAnswers[Q] } = {
  memory() {
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rss, heapUsed, external };
  },
  cpu() {
    const { user, system } = process.cpuUsage();
    return user + system;
  },
  watch() {
    delay?.disable();
    delay = monitorEventLoopDelay({ resolution: RESOLUTION });
    delay.enable();
    return null;
  },
  pause() {
    delay?.disable();
    return Math.max(0, (delay?.max ?? 0) / 1e6 - RESOLUTION);
  },
};

if (process.send) {
  process.on('message', (question: ProbeQuestion) => process.send?.(answers[question]()));
  process.channel?.unref();
}
