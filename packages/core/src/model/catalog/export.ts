import { z } from 'zod'
import { defineAction } from './define-action.ts'
import { askedFilter, evidenceOf, targetOf } from './parts.ts'

const file = { id: z.string(), fileName: z.string() }
const format = z.enum(['csv', 'ndjson'])
const exampleFile = { id: '0b7b1c52-7c64-4d0e-9f0e-0d6f3a1f7c11', fileName: 'activity-log-2026-11-20.zip' }
const exampleDigest = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'

function fileTarget({ id, fileName }: { id: string; fileName: string }) {
  return targetOf('export', { id, name: fileName })
}

export const exportRequested = defineAction({
  name: 'export.requested',
  operation: 'export',
  module: 'exports',
  data: z.object({
    ...file,
    ...askedFilter,
    format,
    /** The last event that may be in the file. */
    upTo: z.number().int().nonnegative(),
    /** The fields the file holds. */
    level: z.enum(['log', 'evidence']),
  }),
  event: ({ id, fileName, evidenceFilter, ...details }) => ({
    targets: [fileTarget({ id, fileName })],
    details,
    ...evidenceOf(evidenceFilter),
  }),
  sentence: '{actor} requested the export {target.name}',
  whyItMatters: 'An export takes a copy of the log out of this system.',
  personal: [],
  secret: [],
  example: {
    ...exampleFile,
    filter: 'range=last_7_days',
    evidenceFilter: null,
    format: 'csv',
    upTo: 4200,
    level: 'log',
  },
})

export const exportCompleted = defineAction({
  name: 'export.completed',
  operation: 'export',
  module: 'exports',
  data: z.object({
    ...file,
    rows: z.number().int().nonnegative(),
    bytes: z.number().int().nonnegative(),
    /** Of the file, hexadecimal. */
    sha256: z.string(),
  }),
  event: ({ id, fileName, ...details }) => ({ targets: [fileTarget({ id, fileName })], details }),
  sentence: '{actor} exported {details.rows} events to {target.name}',
  whyItMatters: 'With the number of events and the SHA-256, a copy that turns up elsewhere can be recognised.',
  personal: [],
  secret: [],
  example: { ...exampleFile, rows: 1200, bytes: 81_920, sha256: exampleDigest },
})

export const exportFailed = defineAction({
  name: 'export.failed',
  operation: 'export',
  module: 'exports',
  data: z.object({
    ...file,
    rows: z.number().int().nonnegative(),
    /** For whoever asked for the export. */
    reason: z.string(),
  }),
  event: ({ id, fileName, rows, reason }) => ({
    outcome: 'failure',
    outcomeReason: reason,
    targets: [fileTarget({ id, fileName })],
    details: { rows },
  }),
  sentence: '{actor} exported events to {target.name}',
  personal: [],
  secret: [],
  example: { ...exampleFile, rows: 400, reason: 'There is no room left for the file.' },
})

export const exportCancelled = defineAction({
  name: 'export.cancelled',
  operation: 'export',
  module: 'exports',
  data: z.object(file),
  event: (data) => ({ targets: [fileTarget(data)] }),
  sentence: '{actor} cancelled the export {target.name}',
  personal: [],
  secret: [],
  example: exampleFile,
})

export const exportDownloaded = defineAction({
  name: 'export.downloaded',
  operation: 'download',
  module: 'exports',
  data: z.object({ ...file, bytes: z.number().int().nonnegative(), sha256: z.string() }),
  event: ({ id, fileName, ...details }) => ({ targets: [fileTarget({ id, fileName })], details }),
  sentence: '{actor} downloaded {target.name}',
  whyItMatters: 'From here on, a copy of the log is where this system cannot protect it.',
  personal: [],
  secret: [],
  example: { ...exampleFile, bytes: 81_920, sha256: exampleDigest },
})
