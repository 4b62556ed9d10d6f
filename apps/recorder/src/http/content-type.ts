import { refuse } from './refusal.ts'

export type BodyFormat = 'json' | 'ndjson'

const formats: Record<string, BodyFormat | undefined> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'application/ndjson': 'ndjson',
}

/** What the body is written in. A charset may be named as long as it is UTF-8, the only one of JSON (RFC 8259 §8.1). */
export function formatOf(contentType: string | undefined, accepted: readonly BodyFormat[]): BodyFormat {
  const [type = '', ...parameters] = (contentType ?? '').toLowerCase().split(';')
  const format = Object.hasOwn(formats, type.trim()) ? formats[type.trim()] : undefined
  const isUtf8 = parameters.every(
    (each) => !/^\s*charset\s*=/.test(each) || /^\s*charset\s*=\s*"?utf-?8"?\s*$/.test(each),
  )
  if (format !== undefined && accepted.includes(format) && isUtf8) return format

  const types = accepted.includes('ndjson') ? 'application/json or application/x-ndjson' : 'application/json'
  return refuse({
    status: 415,
    code: 'content-type-unsupported',
    detail: `Send ${types} in UTF-8, and say so in Content-Type.`,
    headers: { 'Accept-Post': types.replace(' or ', ', ') },
  })
}
