/**
 * What every process needs whatever it does: configuration, secrets, a logger, metrics and an orderly end. It knows
 * nothing of events, tenants or people.
 */
export * from './config/index.ts'
export { type ErrorRecord, errorRecord } from './error-record.ts'
export { createLogger, type Logger, type LoggerOptions } from './logger.ts'
export { createMetrics, isMetricsReader, type Metrics } from './metrics.ts'
export { exitOnCrash, onShutdown, shutdown } from './shutdown.ts'
export * from './storage/index.ts'
