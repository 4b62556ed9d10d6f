import { shortDate } from '../../time/words.ts'
import { zonedTime } from '../../time/zoned.ts'

/** `Counts since 3 Aug 2026: what is older was not counted.` */
export function sinceWords(since: string, zone: string): string {
  return `Counts since ${shortDate(zonedTime(new Date(since), zone))}: what is older was not counted.`
}
