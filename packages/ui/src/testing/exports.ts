import type { ExportView } from '@daybook/api/shared'

/** An export that is ready, unless `part` says otherwise. */
export function exportView(part: Partial<ExportView> = {}): ExportView {
  return {
    id: '0192f3c4-7a1b-7def-8c0d-3b1e2f4a5d6c',
    requestedBy: 'Maria Lopez',
    own: true,
    format: 'csv',
    fileName: 'activity-log-2026-11-20.zip',
    search: 'range=last_7_days&q=outcome%3Afailure',
    status: 'ready',
    cancelling: false,
    level: 'evidence',
    total: 1204,
    written: 1204,
    bytes: 312_400,
    sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    failure: null,
    requestedAt: '2026-11-20T12:55:00.000Z',
    finishedAt: '2026-11-20T12:55:02.000Z',
    expiresAt: '2026-11-21T12:55:02.000Z',
    downloads: 0,
    ...part,
  }
}
