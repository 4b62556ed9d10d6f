import { promisify } from 'node:util'
import { constants, createGzip, gzip } from 'node:zlib'

const compressible =
  /^(text\/(?!event-stream)|application\/(json|problem\+json|javascript|manifest\+json|xml)|image\/svg\+xml)/i

/** Below this, gzip's own frame and the work outweigh what is saved. */
export const compressedBytesMin = 1024

/** Whether an answer of this kind is packed for those who accept it. Event streams and downloads are left as they are. */
export function isCompressible({ headers, status }: Response): boolean {
  return (
    status !== 204 &&
    status !== 206 &&
    status !== 304 &&
    compressible.test(headers.get('content-type') ?? '') &&
    !headers.has('content-encoding') &&
    !/\bno-transform\b/i.test(headers.get('cache-control') ?? '')
  )
}

export function acceptsGzip(acceptEncoding: string | null): boolean {
  const accepted = (acceptEncoding ?? '').split(',').map((each) => each.trim().toLowerCase())
  return accepted.some((each) => /^gzip(\s*;\s*q=(?!0(\.0*)?$).*)?$/.test(each))
}

const zipAsync = promisify(gzip)

export async function zip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await zipAsync(bytes))
}

/** Unlike the platform's CompressionStream, this one hands on every chunk as it comes, so that a page arrives in steps. */
export function gzipTransform(): TransformStream<Uint8Array, Uint8Array<ArrayBuffer>> {
  const packer = createGzip({ flush: constants.Z_SYNC_FLUSH })
  return new TransformStream({
    start(controller) {
      packer.on('data', (chunk: Buffer<ArrayBuffer>) => controller.enqueue(chunk))
      packer.on('error', (error) => controller.error(error))
    },
    transform: (chunk) => new Promise((resolve) => packer.write(chunk, () => resolve())),
    flush: () =>
      new Promise((resolve) => {
        packer.once('end', () => resolve())
        packer.end()
      }),
  })
}
