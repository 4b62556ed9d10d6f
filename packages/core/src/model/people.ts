import type { ActorType, Person } from './event.ts'
import { isJsonObject, type JsonObject } from './json.ts'

type KnownOfPerson = { [Field in keyof Person]?: Person[Field] | null | undefined }

/** A person of whom some things are known. An empty text is not known. */
export function personOf(known: KnownOfPerson, type: ActorType = 'user'): Person {
  return {
    type: known.type ?? type,
    id: known.id || null,
    email: known.email || null,
    username: known.username || null,
    name: known.name || null,
    role: known.role || null,
  }
}

/** Who assumed an identity, where the source says so only in its details: as an object, a name or an address. */
export function assumerIn(details: JsonObject | null | undefined): Person | null {
  const said = details && Object.hasOwn(details, 'assumedBy') ? details.assumedBy : null
  if (typeof said === 'string' && said !== '')
    return personOf(said.includes('@') ? { email: said } : { name: said }, 'staff')
  if (!isJsonObject(said)) return null
  const text = (key: string) => {
    const value = Object.hasOwn(said, key) ? said[key] : null
    return typeof value === 'string' || typeof value === 'number' ? String(value) : null
  }
  const person = personOf(
    { id: text('id'), email: text('email'), username: text('username'), name: text('name'), role: text('role') },
    'staff',
  )
  return person.id || person.email || person.username || person.name ? person : null
}

/** Readers look for `assumedBy` in the details, whichever way it came. */
export function detailsWith(details: JsonObject | null, assumedBy: Person | null): JsonObject | null {
  const name = assumedBy && (assumedBy.name ?? assumedBy.email ?? assumedBy.username)
  if (!name || (details && Object.hasOwn(details, 'assumedBy'))) return details
  return { ...details, assumedBy: name }
}
