import { request } from 'node:http'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** As it was sent: compressed where the server compressed it. */
  body: Buffer
  /** From sending the request to the last byte, milliseconds. */
  ms: number
}

/** A browser as far as a server can tell: it keeps a cookie, and says where its requests come from. */
export interface Visitor {
  open(path: string, encoding?: 'gzip' | 'identity'): Promise<Answer>
  signIn(who: { email: string; password: string }): Promise<void>
}

export function createVisitor(url: string): Visitor {
  let cookie = ''
  const ask = (path: string, options: { method?: string; headers?: Record<string, string>; body?: string }) =>
    new Promise<Answer>((resolve, reject) => {
      const start = performance.now()
      const headers = { cookie, 'sec-fetch-site': 'same-origin', 'sec-fetch-dest': 'document', ...options.headers }
      const sent = request(new URL(path, url), { method: options.method ?? 'GET', headers }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(parts),
            ms: performance.now() - start,
          }),
        )
      })
      sent.on('error', reject)
      sent.end(options.body)
    })

  return {
    open: (path, encoding = 'identity') => ask(path, { headers: { 'accept-encoding': encoding } }),
    async signIn({ email, password }) {
      const answer = await ask('/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: new URL(url).origin },
        body: new URLSearchParams({ email, password, next: '/account' }).toString(),
      })
      const [set] = [answer.headers['set-cookie']].flat()
      if (answer.status !== 302 || !set) throw new Error(`The sign-in was answered ${answer.status}.`)
      cookie = set.split(';')[0] ?? ''
    },
  }
}
