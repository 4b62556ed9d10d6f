import { isLoopback } from '@daybook/runtime'

export type Origins = { hosts: ReadonlySet<string>; origins: ReadonlySet<string> }

const loopbackNames = ['localhost', '127.0.0.1', '[::1]']

/**
 * The hosts and origins a process answers to: those of its public address. Where that is loopback, the other names of
 * loopback are the same machine's too, at the public and at the listening port.
 *
 * @param more further addresses, for a host that is being renamed.
 */
export function originsOf(publicUrl: string, port?: number, more: readonly string[] = []): Origins {
  const own = [publicUrl, ...more].map((url) => new URL(url))
  const aliases = isLoopback(publicUrl) ? loopbackAliases(new URL(publicUrl), port) : []
  const all = [...own, ...aliases]
  return { hosts: new Set(all.map((url) => url.host)), origins: new Set(all.map((url) => url.origin)) }
}

function loopbackAliases({ protocol, port: publicPort }: URL, port: number | undefined): URL[] {
  const ports = port === undefined ? [publicPort] : [publicPort, String(port)]
  return loopbackNames.flatMap((name) => ports.map((each) => new URL(`${protocol}//${name}${each && `:${each}`}`)))
}

/** A Host header as `Origins` writes it: lower case, without the port that goes without saying. */
export function normalHost(host: string, publicUrl: string): string {
  const implied = publicUrl.startsWith('https:') ? ':443' : ':80'
  const lower = host.toLowerCase()
  return lower.endsWith(implied) ? lower.slice(0, -implied.length) : lower
}
