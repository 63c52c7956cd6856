/** Loaded where metrics are asked for. */
export { createMetrics } from './metrics.ts';
export { startMetricsServer } from './server.ts';
