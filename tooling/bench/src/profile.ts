import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

type Frame = { functionName: string; url: string; lineNumber: number }
type CpuProfile = { nodes: { id: number; callFrame: Frame }[]; samples: number[]; timeDeltas: number[] }

export type SelfTime = { name: string; share: number }

export type ProfileSummary = { packages: SelfTime[]; functions: SelfTime[] }

/** Reads the profile that a process left in a directory. */
export function readProfile(directory: string): CpuProfile {
  const file = readdirSync(directory).find((name) => name.endsWith('.cpuprofile'))
  if (file === undefined) throw new Error('The recorder left no profile.')
  return JSON.parse(readFileSync(path.join(directory, file), 'utf8'))
}

/**
 * Where the time went, waiting excluded: the share of each package, and of the functions that used most themselves.
 *
 * @param fromMs milliseconds since the start of the process; what was before, such as loading it, does not count.
 */
export function summarise({ nodes, samples, timeDeltas }: CpuProfile, fromMs: number): ProfileSummary {
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]))
  const [packages, functions] = [new Map<string, number>(), new Map<string, number>()]
  let [clock, total] = [0, 0]
  for (const [index, id] of samples.entries()) {
    const time = timeDeltas[index] ?? 0
    clock += time
    const frame = frames.get(id)
    if (frame === undefined || frame.functionName === '(idle)' || clock < fromMs * 1000) continue
    total += time
    const owner = packageOf(frame)
    const name = `${frame.functionName || '(anonymous)'}  ${owner} ${path.basename(frame.url)}:${frame.lineNumber + 1}`
    packages.set(owner, (packages.get(owner) ?? 0) + time)
    functions.set(name, (functions.get(name) ?? 0) + time)
  }
  return { packages: sharesOf(packages, total).slice(0, 20), functions: sharesOf(functions, total).slice(0, 40) }
}

function sharesOf(times: Map<string, number>, total: number): SelfTime[] {
  return [...times].map(([name, time]) => ({ name, share: time / total })).sort((one, two) => two.share - one.share)
}

/** `packages/core/src/log` for ours, the name of a package for others', `node` for what is built in. */
function packageOf({ url, functionName }: Frame): string {
  const others = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]
  if (others !== undefined) return others
  const ours = /\/((?:packages|apps)\/[^/]+\/src(?:\/[^/]+)?)\/[^/]+$/.exec(url)?.[1]
  if (ours !== undefined) return ours
  return functionName === '(garbage collector)' ? 'garbage collector' : 'node'
}
