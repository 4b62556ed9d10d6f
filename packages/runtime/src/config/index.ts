/**
 * What the environment and the secrets file say, checked once at start. Without the logger and the metrics, so that an
 * application bundle can import it.
 */
export {
  type Config,
  type DemoConfig,
  type Environment,
  type LogLevel,
  loadConfig,
  type ProcessConfig,
  withSecrets,
} from './config.ts'
export { type ConfigError, exitOnConfigError, isConfigError } from './config-error.ts'
export { isLoopback } from './loopback.ts'
export { type ProcessSettings, processSettings } from './process-settings.ts'
export { ensureSecrets, generateSecret, readSecrets, type Secrets, writeSecrets } from './secrets.ts'
export { type ProcessName, processNames } from './variables.ts'
