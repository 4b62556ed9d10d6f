/** Where exported files are, as the process that hands them out knows it. */
export interface ExportFiles {
  /** Bytes; null where there is none. */
  size(key: string): Promise<number | null>
  open(key: string): Promise<{
    size: number
    stream(): ReadableStream<Uint8Array<ArrayBuffer>>
    close(): Promise<void>
  } | null>
}

/** A file that somebody may have, and whose download is on record. */
export interface GrantedFile {
  storageKey: string
  fileName: string
  bytes: number
}

/** The file as an answer: streamed as it is taken, kept by no cache. Null when it has gone since it was granted. */
export async function exportResponse(files: ExportFiles, granted: GrantedFile): Promise<Response | null> {
  const file = await files.open(granted.storageKey)
  if (file === null) return null
  if (file.size !== granted.bytes) {
    await file.close()
    return null
  }
  const headers = {
    'Content-Type': 'application/zip',
    'Content-Length': String(file.size),
    // The name is ours: letters, digits, dots and dashes.
    'Content-Disposition': `attachment; filename="${granted.fileName}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  }
  return new Response(file.stream(), { headers })
}
