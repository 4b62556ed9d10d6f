import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { openDriver } from './driver.ts'
import * as schema from './schema/index.ts'

/** Connections to one database, and what can be asked of it. Outside a transaction each statement is its own. */
export type Database = PostgresJsDatabase<typeof schema> & { close(): Promise<void> }

export type Transaction = Parameters<Parameters<PostgresJsDatabase<typeof schema>['transaction']>[0]>[0]

/** Where a query can run: on its own, or as part of a transaction. */
export type Executor = Database | Transaction

export interface ConnectOptions {
  /** Connections at the most. */
  max?: number
  /** Shown in `pg_stat_activity`. */
  name?: string
  /** Longest run of one statement, milliseconds. */
  statementTimeout?: number
  /** Longest wait of a statement for a lock, milliseconds. */
  lockTimeout?: number
  /** Connections stay open when nothing is asked of them: for what a connection holds. */
  isKept?: boolean
}

/**
 * Opens a pool. Timeouts are set on every connection: a statement, a lock and an idle transaction each end with an
 * error that can be answered, instead of a request that hangs.
 */
export function connect(url: string, options: ConnectOptions = {}): Database {
  const { max = 10, name = 'daybook', statementTimeout = 5000, lockTimeout = 2000, isKept = false } = options
  const sql = openDriver(url, {
    max,
    connect_timeout: 5,
    ...(isKept ? { idle_timeout: 0, max_lifetime: null } : { idle_timeout: 60 }),
    connection: {
      application_name: name,
      TimeZone: 'UTC',
      statement_timeout: statementTimeout,
      lock_timeout: lockTimeout,
      idle_in_transaction_session_timeout: 10_000,
    },
  })
  const db = drizzle(sql, { schema })
  return Object.assign(db, { close: () => sql.end({ timeout: 5 }) })
}

/**
 * Runs `work` in one READ COMMITTED transaction: committed when it returns, rolled back when it throws. READ COMMITTED
 * because an append must see what was committed while it waited for its log.
 */
export function transaction<T>(db: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(work, { isolationLevel: 'read committed' })
}
