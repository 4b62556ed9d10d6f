import { median, percentile } from '../arithmetic.ts'
import type { BenchOptions } from '../options.ts'
import { tableLines } from '../table.ts'
import { startProduct } from './product.ts'
import { createVisitor, type Visitor } from './visitor.ts'

const scriptsMaxKb = 200
const pageMsMax = 60
const visits = 200

/** The first load of the log in the demo world: the time of the page, and the JavaScript it brings. */
export async function page({ json }: BenchOptions): Promise<void> {
  const product = await startProduct()
  try {
    const visitor = createVisitor(product.portalUrl)
    await visitor.signIn({ email: 'admin@acme.test', password: product.password })
    // The first visits of a process compile what the others only run.
    await timesOf(visitor, ['/account', '/audit-log'], 20)
    const times = await timesOf(
      visitor,
      ['/account', '/audit-log', '/audit-log?range=last_7_days&q=outcome:failure'],
      visits,
    )
    const scripts = await scriptsOf(visitor, '/audit-log')
    const kb = scripts.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
    if (json) process.stdout.write(`${JSON.stringify({ times, scripts, kb })}\n`)
    else print(times, scripts, kb)
  } finally {
    await product.stop()
  }
}

type Times = Record<string, number[]>

/** Each address in turn, so that what disturbs the machine disturbs them all. */
async function timesOf(visitor: Visitor, paths: readonly string[], rounds: number): Promise<Times> {
  const times: Times = Object.fromEntries(paths.map((path) => [path, []]))
  for (let round = 0; round < rounds; round++)
    for (const path of paths) {
      const { status, ms } = await visitor.open(path)
      if (status !== 200) throw new Error(`${path} was answered ${status}.`)
      times[path]?.push(ms)
    }
  return times
}

interface Script {
  path: string
  /** As sent, compressed with gzip. */
  bytes: number
}

/** What the page makes a browser load before anybody has touched it. */
async function scriptsOf(visitor: Visitor, path: string): Promise<Script[]> {
  const html = (await visitor.open(path)).body.toString()
  const paths = new Set(
    [...html.matchAll(/(?:href|src|import|from)[="' ]+(\/assets\/[\w.-]+\.js)/g)].map(([, file = '']) => file),
  )
  const scripts: Script[] = []
  for (const file of paths) scripts.push({ path: file, bytes: (await visitor.open(file, 'gzip')).body.length })
  return scripts.sort((one, other) => other.bytes - one.bytes)
}

function print(times: Times, scripts: readonly Script[], kb: number): void {
  const frame = median(times['/account'] ?? [])
  const rows = Object.entries(times).map(([path, values]) => {
    const middle = median(values)
    return [path, middle, percentile(values, 0.95), middle && frame && middle / frame]
  })
  const p95 = percentile(times['/audit-log'] ?? [], 0.95) ?? Number.POSITIVE_INFINITY
  const lines = [
    ...tableLines(['page', 'p50 ms', 'p95 ms', 'of a page without the log'], rows),
    '',
    ...tableLines(
      ['script', 'gzip kB'],
      scripts.map(({ path, bytes }) => [path, bytes / 1000]),
    ),
    '',
    verdict(`The first page of the log takes ${p95.toFixed(0)} ms at p95`, p95 <= pageMsMax, `${pageMsMax} ms`),
    verdict(`The first load brings ${kb.toFixed(0)} kB of JavaScript`, kb <= scriptsMaxKb, `${scriptsMaxKb} kB`),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

function verdict(said: string, holds: boolean, limit: string): string {
  return `${said}: ${holds ? 'within' : 'MORE than'} ${limit}.`
}
