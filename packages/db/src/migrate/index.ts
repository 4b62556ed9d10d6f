/** Bringing a database into being and forward. For the command line, the start and the tests; never for a request. */
export { isMigrated, type MigrateOptions, migrate } from './migrate.ts'
export { type AppRole, appRoles, ensureAppRoles, ensureDatabase } from './roles.ts'
export { checkServer, ServerRefusedError, type ServerSettings } from './server-check.ts'
