import { Agent, request } from 'node:http'

export interface Sent {
  path: string
  body: Buffer
  headers: Record<string, string>
}

/** Many requests over a few connections that stay open; one that is lost is an error. */
export function createSender(url: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })

  function post({ path, body, headers }: Sent): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const options = { agent, method: 'POST', headers: { ...headers, 'Content-Length': body.length } }
      const sent = request(`${url}${path}`, options, (answer) => {
        const chunks: Buffer[] = []
        answer.on('data', (chunk: Buffer) => chunks.push(chunk))
        answer.on('error', reject)
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
      })
      sent.on('error', reject)
      sent.end(body)
    })
  }
  return { post, connections, [Symbol.dispose]: () => agent.destroy() }
}

/** Each seed from 1 to `count`, as many at once as there are connections. */
export async function forEachSeed(
  { count, connections }: { count: number; connections: number },
  work: (seed: number) => Promise<void>,
): Promise<void> {
  let seed = 0
  const worker = async () => {
    while (seed < count) {
      seed += 1
      await work(seed)
    }
  }
  await Promise.all(Array.from({ length: connections }, worker))
}
