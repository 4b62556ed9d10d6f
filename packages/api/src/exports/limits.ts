import { lockExportUse, type Transaction } from '@daybook/db'
import { type RefusalError, refusal } from '../errors.ts'

/** More events than this make an export a large one; counts are exact up to here. */
export const largeFrom = 10_000

const unfinishedMax = 2
const perHourMax = 30
const largePerHourMax = 3
const hourMs = 3_600_000

interface Asked {
  tenantId: string
  userId: string
  isLarge: boolean
  now: Date
}

/** @throws RefusalError when somebody exports too much: says when they may again. */
export async function refuseTooMany(tx: Transaction, { tenantId, userId, isLarge, now }: Asked): Promise<void> {
  const since = new Date(now.getTime() - hourMs)
  const use = await lockExportUse(tx, { tenantId, userId, since, large: largeFrom })
  if (use.unfinished >= unfinishedMax)
    throw tooMany(
      `You have ${unfinishedMax} exports under way. Start the next one when one of them has ended, or cancel one.`,
    )
  if (use.recent >= perHourMax)
    throw tooMany(`You have asked for ${perHourMax} exports within an hour. Come back ${until(use.recentSince, now)}.`)
  if (isLarge && use.large >= largePerHourMax)
    throw tooMany(
      `You have exported more than ${largeFrom.toLocaleString('en')} events ${largePerHourMax} times within an hour. ` +
        `Come back ${until(use.largeSince, now)}, or narrow the filter.`,
    )
}

function tooMany(message: string): RefusalError {
  return refusal('TOO_MANY_REQUESTS', message)
}

/** When the first of them is an hour old. */
function until(first: Date | null, now: Date): string {
  const minutes = Math.max(1, Math.ceil(((first ?? now).getTime() + hourMs - now.getTime()) / 60_000))
  return minutes === 1 ? 'in a minute' : `in ${minutes} minutes`
}
