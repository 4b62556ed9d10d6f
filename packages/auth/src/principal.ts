import type { Realm, UserRole } from '@daybook/db'

/** The organisation somebody belongs to. */
export interface Membership {
  id: string
  slug: string
  name: string
  /** Whether its Client Managers may export what they see: a setting of the tenant. */
  managersExport: boolean
}

interface Person {
  userId: string
  name: string
  email: string
  organisation: Membership
  /** Public id of the session, as in the register and in events. */
  sessionId: string
  /** IANA zone chosen by the person, or null. */
  timeZone: string | null
}

export interface ClientPrincipal extends Person {
  kind: 'client'
  role: Extract<UserRole, `client_${string}`>
}

export interface PartnerPrincipal extends Person {
  kind: 'partner'
  role: Extract<UserRole, `partner_${string}`>
}

export interface StaffPrincipal extends Person {
  kind: 'staff'
  role: Extract<UserRole, 'super_admin' | 'admin' | 'viewer'>
}

/** A machine with an API key. An operator's key works for many tenants and names one with each request. */
export interface KeyPrincipal {
  kind: 'key'
  keyId: string
  name: string
  prefix: string
  organisationId: string
  organisationSlug: string
  isOperator: boolean
  scopes: readonly string[]
}

/** Daybook itself, in a job. */
export interface SystemPrincipal {
  kind: 'system'
  name: string
}

/** Who is asking. */
export type Principal = ClientPrincipal | PartnerPrincipal | StaffPrincipal | KeyPrincipal | SystemPrincipal

export type PersonPrincipal = ClientPrincipal | PartnerPrincipal | StaffPrincipal

const rolesOfRealm = {
  client: ['client_admin', 'client_manager', 'client_staff'],
  partner: ['partner_admin', 'partner_auditor'],
  staff: ['super_admin', 'admin', 'viewer'],
} as const satisfies Record<Realm, readonly UserRole[]>

/** A person's principal. Null when the role is not one of the realm, which the database refuses to store. */
export function principalOf(realm: Realm, role: UserRole, person: Person): PersonPrincipal | null {
  switch (realm) {
    case 'client':
      return isOneOf(rolesOfRealm.client, role) ? { kind: 'client', role, ...person } : null
    case 'partner':
      return isOneOf(rolesOfRealm.partner, role) ? { kind: 'partner', role, ...person } : null
    case 'staff':
      return isOneOf(rolesOfRealm.staff, role) ? { kind: 'staff', role, ...person } : null
  }
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value)
}

export const roleNames: Record<UserRole, string> = {
  client_admin: 'Client Admin',
  client_manager: 'Client Manager',
  client_staff: 'Client Staff',
  partner_admin: 'Partner Admin',
  partner_auditor: 'Partner Auditor',
  super_admin: 'Super Admin',
  admin: 'Admin',
  viewer: 'Viewer',
}
