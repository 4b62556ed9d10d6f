import type { PersonPrincipal } from '@daybook/auth'
import type { UserRole } from '@daybook/db'

/**
 * Everything a person can be allowed to do. A procedure names one; who holds it is said here and nowhere else. Pages
 * may ask `can` to hide a button: that is for display, the procedure decides.
 */
export const permissions = [
  'account:read',
  /** One's own password and second factor. */
  'account:secure',
  'session:end_own',
  /** The sessions of everybody in the organisation. */
  'session:list',
  'session:revoke',
  'audit:read',
  'audit:evidence',
  'export:create',
  'export:list',
  /** The exports of everybody in the organisation, not one's own alone. */
  'export:list_all',
] as const

export type Permission = (typeof permissions)[number]

const everybody = ['account:read', 'account:secure', 'session:end_own'] as const satisfies Permission[]

const permissionsOfRole: Record<UserRole, readonly Permission[]> = {
  client_admin: [
    ...everybody,
    'session:list',
    'session:revoke',
    'audit:read',
    'audit:evidence',
    'export:create',
    'export:list',
    'export:list_all',
  ],
  client_manager: [...everybody, 'session:list', 'audit:read'],
  client_staff: everybody,
  partner_admin: everybody,
  partner_auditor: everybody,
  super_admin: everybody,
  admin: everybody,
  viewer: everybody,
}

/** Held by Client Managers where their tenant has set `exports.managers`. */
const managersExport: readonly Permission[] = ['export:create', 'export:list']

/** What decides what somebody may do: read afresh for each request, and for each page of what is done on their behalf. */
export type Entitled = Pick<PersonPrincipal, 'role' | 'organisation'>

export function can({ role, organisation }: Entitled, permission: Permission): boolean {
  if (permissionsOfRole[role].includes(permission)) return true
  return role === 'client_manager' && organisation.managersExport && managersExport.includes(permission)
}
