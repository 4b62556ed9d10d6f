import type { PersonPrincipal } from '@daybook/auth'
import type { UserRole } from '@daybook/db'

/**
 * Everything a person can be allowed to do. A procedure names one; who holds it is said here and nowhere else. Pages
 * may ask `can` to hide a button: that is for display, the procedure decides.
 */
export const permissions = ['account:read', 'session:end_own', 'audit:read', 'audit:evidence'] as const

export type Permission = (typeof permissions)[number]

const everybody = ['account:read', 'session:end_own'] as const satisfies Permission[]

const permissionsOfRole: Record<UserRole, readonly Permission[]> = {
  client_admin: [...everybody, 'audit:read', 'audit:evidence'],
  client_manager: [...everybody, 'audit:read'],
  client_staff: everybody,
  partner_admin: everybody,
  partner_auditor: everybody,
  super_admin: everybody,
  admin: everybody,
  viewer: everybody,
}

export function can(principal: PersonPrincipal, permission: Permission): boolean {
  return permissionsOfRole[principal.role].includes(permission)
}
