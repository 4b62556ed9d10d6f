import { isIP } from 'node:net'
import path from 'node:path'
import { z } from 'zod'

/** One variable: how its text becomes a value, and what a right one looks like. The text of a secret is never repeated. */
export type Variable<Value> = { schema: z.ZodType<Value, string>; example: string; secret: boolean }

function variable<Value>(schema: z.ZodType<Value, string>, example: string): Variable<Value> {
  return { schema, example, secret: false }
}

/** A secret may also be given as the path of a file, in the variable of the same name that ends in `_FILE`. */
function secret<Value>(schema: z.ZodType<Value, string>, example: string): Variable<Value> {
  return { schema, example, secret: true }
}

function refuse(context: z.core.$RefinementCtx<unknown>, message: string) {
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

const portSchema = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port between 1 and 65535')
  .transform(Number)
  .refine((port) => port >= 1 && port <= 65535, 'is not a port between 1 and 65535')

function wholeNumberSchema(min: number, max: number) {
  const message = `is not a whole number between ${min} and ${max}`
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((number) => number >= min && number <= max, message)
}

const databaseUrlSchema = z.string().superRefine((value, context) => {
  if (!URL.canParse(value)) return refuse(context, 'is not a URL')
  const url = new URL(value)
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:') return refuse(context, 'is not a postgres:// URL')
  if (url.pathname.length < 2) return refuse(context, 'names no database')
})

const publicUrlSchema = z.string().transform((value, context) => {
  if (!URL.canParse(value)) return refuse(context, 'is not a URL')
  const url = new URL(value)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return refuse(context, 'is not an http(s) URL')
  // Cookies, links and the origin check hold for a whole host; a path or a user name in it would be silently ignored.
  if (url.href !== `${url.origin}/`) return refuse(context, 'may hold a scheme, a host and a port, nothing else')
  return url.origin
})

const mailUrlSchema = z.string().superRefine((value, context) => {
  if (!URL.canParse(value)) return refuse(context, 'is not a URL')
  const url = new URL(value)
  if (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') return refuse(context, 'is not an smtp:// or smtps:// URL')
  if (url.hostname === '') return refuse(context, 'names no host')
})

const bindAddressSchema = z
  .string()
  .refine((value) => isIP(value) !== 0 || value === 'localhost', 'is not an address to listen on')

const proxiesSchema = z.string().transform((value, context) => {
  const entries = value.split(/[\s,]+/).filter((entry) => entry !== '')
  const wrong = entries.find((entry) => !isAddressOrNetwork(entry))
  if (wrong !== undefined) return refuse(context, `holds ${JSON.stringify(wrong)}, which is no address or network`)
  return entries
})

function isAddressOrNetwork(entry: string): boolean {
  const [address = '', prefix, ...rest] = entry.split('/')
  const family = isIP(address)
  if (family === 0 || address.includes('%') || rest.length > 0) return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128)
}

const storageSchema = z.string().transform((value, context) => {
  const directory = value.startsWith('file:') ? value.slice('file:'.length).replace(/^\/\/(?=\/)/, '') : ''
  if (directory === '') return refuse(context, 'is not file: followed by a directory')
  return { kind: 'file' as const, directory: path.resolve(directory) }
})

const keySchema = z
  .string()
  .min(32, 'is shorter than 32 characters')
  .refine((value) => new Set(value).size >= 8, 'repeats too few characters to be random')

const randomExample = '"$(openssl rand -base64 48)"'

/** Every variable that is read, except the four that differ by process (see `processVariables`). */
export const variables = {
  NODE_ENV: variable(z.enum(['production', 'development', 'test'], 'is not a known mode'), 'NODE_ENV=production'),
  DATABASE_URL: secret(databaseUrlSchema, 'DATABASE_URL=postgres://owner:…@db.example.com:5432/daybook'),
  DAYBOOK_HOME: variable(
    z.string().transform((value) => path.resolve(value)),
    'DAYBOOK_HOME=/var/lib/daybook',
  ),
  DAYBOOK_HOST: variable(bindAddressSchema, 'DAYBOOK_HOST=0.0.0.0'),
  DAYBOOK_TRUSTED_PROXIES: variable(proxiesSchema, 'DAYBOOK_TRUSTED_PROXIES=127.0.0.1,10.0.0.0/8'),
  DAYBOOK_SECRET: secret(keySchema, `DAYBOOK_SECRET=${randomExample}`),
  DAYBOOK_STORAGE: variable(storageSchema, 'DAYBOOK_STORAGE=file:/var/lib/daybook/storage'),
  SMTP_URL: secret(mailUrlSchema, 'SMTP_URL=smtps://user:…@mail.example.com:465'),
  DAYBOOK_MAIL_FROM: variable(
    z
      .string()
      .regex(
        /^(?:[^<>"\r\n]+ <[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/,
        'is not an address, or a name and an address',
      ),
    'DAYBOOK_MAIL_FROM="Daybook <daybook@example.com>"',
  ),
  DAYBOOK_LOG_LEVEL: variable(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], 'is not a level'),
    'DAYBOOK_LOG_LEVEL=info',
  ),
  DAYBOOK_DEMO_PASSWORD: secret(
    z.string().min(8, 'is shorter than 8 characters'),
    "DAYBOOK_DEMO_PASSWORD='correct horse battery staple'",
  ),
  DAYBOOK_DEMO_TOTP: secret(
    z.string().regex(/^[A-Z2-7]{32,}$/, 'is not base32 of at least 20 bytes'),
    'DAYBOOK_DEMO_TOTP=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
  ),
  DAYBOOK_DEMO_KEY: secret(
    z.string().regex(/^[\w.-]{16,200}$/, 'is not 16 to 200 letters, digits, ".", "_" or "-"'),
    'DAYBOOK_DEMO_KEY=dbk_demo_0123456789abcdef',
  ),
  DAYBOOK_METRICS_TOKEN: secret(
    z.string().min(16, 'is shorter than 16 characters'),
    `DAYBOOK_METRICS_TOKEN=${randomExample}`,
  ),
  DAYBOOK_INGEST_EVENTS_PER_SECOND: variable(wholeNumberSchema(1, 1_000_000), 'DAYBOOK_INGEST_EVENTS_PER_SECOND=2000'),
  // A batch that is larger than what may be saved up could never be sent.
  DAYBOOK_INGEST_EVENTS_BURST: variable(wholeNumberSchema(1000, 10_000_000), 'DAYBOOK_INGEST_EVENTS_BURST=10000'),
  DAYBOOK_INGEST_REQUESTS_PER_SECOND: variable(
    wholeNumberSchema(1, 100_000),
    'DAYBOOK_INGEST_REQUESTS_PER_SECOND=1000',
  ),
  DAYBOOK_INGEST_CONNECTIONS_PER_ADDRESS: variable(
    wholeNumberSchema(1, 10_000),
    'DAYBOOK_INGEST_CONNECTIONS_PER_ADDRESS=600',
  ),
}

export const processNames = ['portal', 'partner', 'staff', 'recorder'] as const
export type ProcessName = (typeof processNames)[number]

export const defaultPorts: Record<ProcessName, number> = { recorder: 4000, portal: 4001, partner: 4002, staff: 4003 }

export function processVariables(name: ProcessName) {
  const prefix = `DAYBOOK_${name.toUpperCase()}`
  return {
    port: { name: `${prefix}_PORT`, ...variable(portSchema, `${prefix}_PORT=${defaultPorts[name]}`) },
    publicUrl: { name: `${prefix}_URL`, ...variable(publicUrlSchema, `${prefix}_URL=https://${name}.example.com`) },
    databaseUrl: {
      name: `${prefix}_DATABASE_URL`,
      ...secret(databaseUrlSchema, `${prefix}_DATABASE_URL=postgres://daybook_${name}:…@db.example.com:5432/daybook`),
    },
  }
}
