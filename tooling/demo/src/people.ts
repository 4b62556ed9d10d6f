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
  /** Whether a code is asked of them as well. The others are let in without, whatever their role. */
  secondFactor: boolean
}

const accounts: readonly [organisation: LogName, staff: readonly Employee[], handles: readonly string[]][] = [
  ['acme', acmePeople, ['admin', 'manager', 'staff']],
  ['globex', globexPeople, ['admin']],
  ['northwind', northwindPeople, ['lead', 'auditor']],
  ['platform', daybookPeople, ['root', 'support', 'viewer']],
]

const withSecondFactor: readonly string[] = ['root']

/** The demo's accounts, in the order in which they are printed at start. */
export const people: readonly DemoPerson[] = accounts.flatMap(([organisation, staff, handles]) =>
  staff
    .filter(({ username }) => handles.includes(username))
    .map(({ id, username, email, name, role }) => ({
      ...{ id, email, name, role, organisation },
      secondFactor: withSecondFactor.includes(username),
    })),
)
