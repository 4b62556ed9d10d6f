import type { ActorType } from '@daybook/core/model'
import type { Executor } from '../../client.ts'
import type { Scope } from '../../scope.ts'
import type { EventQuestion } from '../conditions.ts'
import { countFacets } from './count-facets.ts'

export interface ActorCount {
  key: string
  name: string | null
  email: string | null
  type: ActorType
  count: number
}

/** The people who occur among the matches, most active first; null when counting took too long. */
export async function countActors(
  db: Executor,
  scope: Scope,
  question: EventQuestion & { upTo: number; limit: number },
): Promise<ActorCount[] | null> {
  const { actor } = await countFacets(db, scope, { ...question, keys: ['actor'] })
  return (
    actor?.values.map(({ value, count, actor: named }) => {
      const { name = null, email = null, type = 'user' } = named ?? {}
      return { key: value, name, email, type, count }
    }) ?? null
  )
}
