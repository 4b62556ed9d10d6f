import { constants, createGzip } from 'node:zlib'
import { addVary } from './security-headers.ts'

const compressible =
  /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript|manifest\+json|xml)|image\/svg\+xml)/i
const bytesMin = 1024

/**
 * An answer in gzip, if it gains by it and may be transformed. Each chunk is flushed as it comes, so that a page that is
 * streamed still arrives in steps. Event streams and downloads are left as they are.
 */
export function compressed(response: Response, acceptEncoding: string | null): Response {
  if (!isWorthIt(response)) return response
  const headers = new Headers(response.headers)
  addVary(headers, 'Accept-Encoding')
  const init = { status: response.status, statusText: response.statusText, headers }
  if (response.body === null || !acceptsGzip(acceptEncoding)) return new Response(response.body, init)

  headers.set('Content-Encoding', 'gzip')
  headers.delete('Content-Length')
  return new Response(response.body.pipeThrough(gzipTransform()), init)
}

/** Unlike the platform's CompressionStream, this one hands on every chunk as it comes. */
function gzipTransform(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  const gzip = createGzip({ flush: constants.Z_SYNC_FLUSH })
  return new TransformStream({
    start(controller) {
      gzip.on('data', (chunk: Buffer<ArrayBuffer>) => controller.enqueue(chunk))
      gzip.on('error', (error) => controller.error(error))
    },
    transform: (chunk) => new Promise((resolve) => gzip.write(chunk, () => resolve())),
    flush: () =>
      new Promise((resolve) => {
        gzip.once('end', () => resolve())
        gzip.end()
      }),
  })
}

function isWorthIt({ headers, status }: Response): boolean {
  const length = headers.get('content-length')
  return (
    status !== 204 &&
    status !== 206 &&
    status !== 304 &&
    compressible.test(headers.get('content-type') ?? '') &&
    !headers.has('content-encoding') &&
    !/\bno-transform\b/i.test(headers.get('cache-control') ?? '') &&
    (length === null || Number(length) >= bytesMin)
  )
}

export function acceptsGzip(acceptEncoding: string | null): boolean {
  const accepted = (acceptEncoding ?? '').split(',').map((each) => each.trim().toLowerCase())
  return accepted.some((each) => /^gzip(\s*;\s*q=(?!0(\.0*)?$).*)?$/.test(each))
}
