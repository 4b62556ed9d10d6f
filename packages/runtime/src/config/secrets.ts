import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'
import { z } from 'zod'

const secretsSchema = z.looseObject({
  /** Signs and keys whatever this installation signs; at least 32 characters. */
  secret: z.string().min(32),
  /** One URL per process, each with a role of its own. */
  databaseUrls: z
    .object({ portal: z.string(), partner: z.string(), staff: z.string(), recorder: z.string() })
    .partial()
    .optional(),
  /** The embedded database's owner. */
  databasePassword: z.string().optional(),
  /** The API key of the demo tenant. */
  demoKey: z.string().optional(),
})

/** What was generated on this machine. Fields this version does not know are kept as they are. */
export type Secrets = z.infer<typeof secretsSchema>

const fileName = 'secrets.json'

/** Random text for URLs, headers and files: 43 characters for the default of 32 bytes. */
export function generateSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url')
}

/**
 * The secrets kept in `home`, or null when nothing was generated there yet.
 *
 * @throws Error with a one-line message when the file is there but cannot be read or understood.
 */
export function readSecrets(home: string): Secrets | null {
  const file = path.join(home, fileName)
  const text = readText(file)
  if (text === null) return null

  // The text is full of secrets: neither it nor a parser's excerpt of it may reach a message.
  const parsed = secretsSchema.safeParse(parseJson(text))
  if (parsed.success) return parsed.data
  const field = parsed.error.issues[0]?.path.join('.') || 'the whole'
  throw new Error(`${file} is damaged (${field}): restore it from a backup; a new one would end all sessions`)
}

/** Replaces the secrets kept in `home`: all of the new file or all of the old one, whatever happens meanwhile. */
export function writeSecrets(home: string, secrets: Secrets): void {
  const temporary = writeTemporary(home, secrets)
  try {
    renameSync(temporary, path.join(home, fileName))
    syncDirectory(home)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** The secrets kept in `home`, generated first when there are none. Several processes may ask at once; all get the same. */
export function ensureSecrets(home: string): Secrets {
  const existing = readSecrets(home)
  if (existing !== null) return existing

  const secrets: Secrets = { secret: generateSecret() }
  const temporary = writeTemporary(home, secrets)
  try {
    // Unlike a rename, a link does not replace a file that another process has made in between.
    linkSync(temporary, path.join(home, fileName))
    syncDirectory(home)
    return secrets
  } catch (error) {
    const other = isCode(error, 'EEXIST') ? readSecrets(home) : null
    if (other === null) throw error
    return other
  } finally {
    rmSync(temporary, { force: true })
  }
}

function writeTemporary(home: string, secrets: Secrets): string {
  const text = `${JSON.stringify(secretsSchema.parse(secrets), null, 2)}\n`
  mkdirSync(home, { recursive: true, mode: 0o700 })
  const temporary = path.join(home, `.${fileName}.${process.pid}.${randomBytes(4).toString('hex')}`)
  const descriptor = openSync(temporary, 'wx', 0o600)
  try {
    writeFileSync(descriptor, text)
    fsyncSync(descriptor)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  } finally {
    closeSync(descriptor)
  }
  return temporary
}

/** Makes the new name itself survive a power cut. Windows cannot open a directory, and needs no such step. */
function syncDirectory(directory: string): void {
  if (process.platform === 'win32') return
  const descriptor = openSync(directory, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

function readText(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'
    throw new Error(`${file} cannot be read (${code}): it must belong to the user who runs Daybook`, { cause: error })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
