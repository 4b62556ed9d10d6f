import { createHmac } from 'node:crypto'
import type { Person } from '../model/index.ts'

/**
 * The name under which a person can be filtered and counted by readers who may not see raw identifiers: 16 hexadecimal
 * digits, the same for the same person in one tenant, unrelated between tenants. Keyed, so that nobody can confirm a
 * guessed identifier by computing it.
 */
export function pseudonymOf(person: Person, key: Uint8Array): string {
  const identity = person.id ?? person.email?.toLowerCase() ?? person.username ?? person.name ?? ''
  return createHmac('sha256', key).update(`${person.type}\u0000${identity}`).digest('hex').slice(0, 16)
}
