export interface Sent {
  url: string
  method: string
  headers: Record<string, string>
  body: unknown
}

type Reply = { status: number; body?: unknown; headers?: Record<string, string> } | Error

/** A `fetch` that answers with these replies, one after the other, the last one for ever; and what it was sent. */
export function stubRecorder(...replies: Reply[]) {
  const sent: Sent[] = []
  const stub: typeof fetch = async (url, init) => {
    const reply = replies[Math.min(sent.length, replies.length - 1)] ?? new Error('no reply')
    const request = new Request(url, init)
    const { method, headers: given } = request
    sent.push({ url: request.url, method, headers: Object.fromEntries(given), body: await request.json() })
    if (reply instanceof Error) throw reply
    const { status, body, headers } = reply
    return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers })
  }
  return { fetch: stub, sent }
}
