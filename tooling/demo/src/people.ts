import { acmePeople } from './cast/acme.ts'
import { daybookPeople } from './cast/daybook.ts'
import type { Employee, Role } from './cast/employee.ts'
import { globexPeople } from './cast/globex.ts'
import { northwindPeople } from './cast/northwind.ts'
import type { LogName } from './company.ts'

/** Somebody who can sign in to the demo. */
export interface DemoPerson {
  /** The same in every installation, and the id under which the made-up platform's events name them. */
  id: string
  email: string
  name: string
  role: Role
  organisation: LogName
}

const accounts: readonly [organisation: LogName, staff: readonly Employee[], handles: readonly string[]][] = [
  ['acme', acmePeople, ['admin', 'manager', 'staff']],
  ['globex', globexPeople, ['admin']],
  ['northwind', northwindPeople, ['lead', 'auditor']],
  ['platform', daybookPeople, ['root', 'support', 'viewer']],
]

/** The demo's accounts, in the order in which they are printed at start. */
export const people: readonly DemoPerson[] = accounts.flatMap(([organisation, staff, handles]) =>
  staff
    .filter(({ username }) => handles.includes(username))
    .map(({ id, email, name, role }) => ({ id, email, name, role, organisation })),
)
