import type { ImportFormat } from '../format.ts'
import { mapCloudTrail } from './map.ts'

export const cloudTrailFormat: ImportFormat = {
  name: 'cloudtrail',
  title: 'AWS CloudTrail',
  map: mapCloudTrail,
  // The digests that vouch for the files lie beside them, in JSON as well.
  isNoRecord: (raw) => 'digestS3Bucket' in raw && 'logFiles' in raw,
}
