/** What the recorder says when it does not do something (RFC 9457). */
export interface Problem {
  type?: string
  title?: string
  status: number
  detail?: string
  instance?: string
  /** Stable, for programs: `id-conflict`, `event-invalid`, `key-revoked`. */
  code?: string
  request_id?: string
  /** What is wrong where; `pointer` is a JSON Pointer (RFC 6901) into the event. */
  errors?: { pointer?: string; detail: string }[]
}

export function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number'
}
