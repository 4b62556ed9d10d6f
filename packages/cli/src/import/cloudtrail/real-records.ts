import { existsSync } from 'node:fs'
import path from 'node:path'

/**
 * For tests: a folder of records that CloudTrail delivered, kept beside the repository and no part of it. A test that
 * reads them is skipped where the folder is absent.
 */
export const realRecords = path.resolve(import.meta.dirname, '../../../../../../shared/data/cloudtrail')

export const hasRealRecords = existsSync(realRecords)

export const skippedNote = hasRealRecords ? '' : ' (skipped: there is no ../shared/data/cloudtrail)'
