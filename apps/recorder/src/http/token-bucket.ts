/** How much may be used in the long run, and how much of it may be saved up. */
export interface BucketPolicy {
  perSecond: number
  burst: number
}

export interface Bucket {
  /** What was in it at `at`. */
  level: number
  /** Milliseconds of a clock that never goes back. */
  at: number
}

export type Taking = { isTaken: true } | { isTaken: false; waitMs: number }

/** Nothing has been used for long. */
export function fullBucket({ burst }: BucketPolicy, now: number): Bucket {
  return { level: burst, at: now }
}

export function levelAt(bucket: Bucket, { perSecond, burst }: BucketPolicy, now: number): number {
  const earned = (Math.max(0, now - bucket.at) / 1000) * perSecond
  return Math.min(burst, bucket.level + earned)
}

/** Takes all of `count`, or nothing: then `waitMs` says when there will be enough. More than `burst` there never is. */
export function takeFrom(bucket: Bucket, policy: BucketPolicy, { count, now }: { count: number; now: number }): Taking {
  bucket.level = levelAt(bucket, policy, now)
  bucket.at = Math.max(bucket.at, now)
  if (count > bucket.level) {
    return { isTaken: false, waitMs: ((count - bucket.level) / policy.perSecond) * 1000 }
  }
  bucket.level -= count
  return { isTaken: true }
}
