/**
 * From a request to a procedure: the one place where a context is made, for a page's own calls in process and for calls
 * over HTTP alike.
 */
import { createSealer, readSession } from '@daybook/auth'
import { type Audience, connect, type Database } from '@daybook/db'
import type { AnyTRPCRouter, inferRouterContext, TRPCError } from '@trpc/server'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { Context, RequestInfo } from './context.ts'
import { isOurFault } from './errors.ts'
import type { ExportFiles } from './exports/files.ts'
import { refuseStream } from './exports/refuse-stream.ts'
import { createExportStreams } from './exports/streams.ts'
import { createLines } from './lines.ts'
import { createSigner } from './signer.ts'
import { t } from './trpc.ts'

export type { RequestInfo } from './context.ts'
export { type Failure, failureOf } from './errors.ts'
export { type ExportFiles, exportResponse } from './exports/files.ts'
export { can, type Permission } from './permissions.ts'
export { type ResetResult, submitReset } from './security/reset-form.ts'
export { type SecurityResult, submitSecurity } from './security/security-form.ts'
export { type SignInResult, submitSignIn } from './session/sign-in-form.ts'
export { type SessionsResult, submitSessions } from './sessions/sessions-form.ts'

/** Calls in one request at the most: what is limited per request must not be multiplied by batching. */
const batchSizeMax = 10

/** Of the questions that one person asks logs. Each holds a connection, for seconds where it is a hard one. */
const logLimits = { atOnce: 3, waitingMax: 20 }

export interface AppApiOptions {
  /** With the rights of this app. */
  databaseUrl: string
  /** Key of the tokens we give out (views, cursors). The same in every process of an installation. */
  secret: string
  poolSize?: number
  /** Under which people know this app: for links in mail. */
  publicUrl: string
  /** Where exported files are; absent in an app that hands out none. */
  files?: ExportFiles
  /** Only where nobody else can reach: lets the made-up people of the demo do without a second factor. */
  exemptions?: boolean
}

export interface AppApi<Router extends AnyTRPCRouter> {
  /** What a request comes with; its session is read here, each time. */
  context(request: {
    token: string | null
    device: string | null
    info: RequestInfo
    report: Context['report']
  }): Promise<Context>
  /** The procedures, for a loader or an action. */
  caller(context: Context): ReturnType<Router['createCaller']>
  /** Answers a request under `/api/trpc`. */
  handle(request: Request, context: Context): Promise<Response>
  close(): Promise<void>
}

export function openApp<Router extends AnyTRPCRouter>(
  app: Audience,
  router: Router,
  options: AppApiOptions,
): AppApi<Router> {
  const db = connect(options.databaseUrl, { name: `daybook ${app}`, max: options.poolSize ?? 6 })
  return { ...createApp(app, router, { ...options, db }), close: () => db.close() }
}

/** As `openApp`, over connections that somebody else opened and closes. */
export function createApp<Router extends AnyTRPCRouter>(
  app: Audience,
  router: Router,
  {
    db,
    secret,
    files = null,
    publicUrl,
    exemptions = false,
  }: Omit<AppApiOptions, 'databaseUrl' | 'poolSize' | 'files'> & { db: Database; files?: ExportFiles | null },
): Omit<AppApi<Router>, 'close'> {
  const signer = createSigner(secret)
  const sealer = createSealer(secret)
  const exportStreams = createExportStreams(db)
  const logLines = createLines(logLimits)
  const createCaller = t.createCallerFactory(router)
  const reportFault = (error: TRPCError, path: string | undefined, context: Context) => {
    if (isOurFault(error)) context.report(error.cause ?? error, path)
  }

  return {
    async context({ token, device, info, report }) {
      const now = new Date()
      const session = await readSession(db, { token, audience: app, now })
      const principal = session.status === 'live' ? session.principal : null
      const tools = { signer, sealer, exportStreams, logLines, files, device, publicUrl, exemptions }
      return { app, db, door: 'page', session, principal, request: info, report, now, ...tools }
    },
    caller(context) {
      return createCaller(context, {
        onError: ({ error, path }) => reportFault(error, path, context),
      }) as ReturnType<Router['createCaller']>
    },
    async handle(request, context) {
      const refused = refuseStream(router, request, context)
      return (
        refused ??
        fetchRequestHandler({
          endpoint: '/api/trpc',
          req: request,
          router,
          maxBatchSize: batchSizeMax,
          createContext: () => ({ ...context, door: 'data' }) as inferRouterContext<Router>,
          onError: ({ error, path }) => reportFault(error, path, context),
        })
      )
    },
  }
}
