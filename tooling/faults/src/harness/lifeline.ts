import { spawn } from 'node:child_process'

export interface Lifeline {
  /** Watches this process instead of the one before; null for none. */
  guard(pid: number | null): void
  end(): void
}

/**
 * Ends a process when ours is gone, however it went. A durable server outlives its launcher on purpose, which is not
 * what a test run wants that was killed: this shell reads from us, so it notices.
 */
export function startLifeline(): Lifeline {
  const script = 'p=0; while read -r n; do p=$n; done; test "$p" -gt 1 && kill -QUIT "$p"'
  const shell = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  shell.stdin.on('error', () => {})
  shell.unref()
  return {
    guard: (pid) => void shell.stdin.write(`${pid ?? 0}\n`),
    end: () => void shell.stdin.end('0\n'),
  }
}
