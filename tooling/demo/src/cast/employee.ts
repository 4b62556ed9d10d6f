import { v5 } from 'uuid'
import type { OfficeKey } from '../places.ts'

/** What somebody does for a living decides what they do in the log. */
export type Job =
  | 'administrator'
  | 'operations'
  | 'campaigns'
  | 'supervisor'
  | 'agent'
  | 'telephony'
  | 'network'
  | 'billing'
  | 'quality'
  | 'privacy'
  | 'automation'
  | 'sales'
  | 'audit_lead'
  | 'auditor'
  | 'operator_lead'
  | 'operator_support'
  | 'operator_viewer'
  | 'operator_engineer'

export type Role =
  | 'Client Admin'
  | 'Client Manager'
  | 'Client Staff'
  | 'Partner Admin'
  | 'Partner Auditor'
  | 'Super Admin'
  | 'Admin'
  | 'Viewer'

export const roleOfJob: Record<Job, Role> = {
  administrator: 'Client Admin',
  operations: 'Client Manager',
  campaigns: 'Client Manager',
  supervisor: 'Client Staff',
  agent: 'Client Staff',
  telephony: 'Client Manager',
  network: 'Client Manager',
  billing: 'Client Manager',
  quality: 'Client Staff',
  privacy: 'Client Manager',
  automation: 'Client Manager',
  sales: 'Client Staff',
  audit_lead: 'Partner Admin',
  auditor: 'Partner Auditor',
  operator_lead: 'Super Admin',
  operator_support: 'Admin',
  operator_viewer: 'Viewer',
  operator_engineer: 'Admin',
}

export const shifts = {
  day: [8 * 60 + 45, 17 * 60 + 30],
  early: [6 * 60, 14 * 60 + 30],
  late: [13 * 60, 21 * 60 + 30],
  night: [21 * 60 + 30, 29 * 60 + 30],
} as const

export type Shift = keyof typeof shifts

export type SignInMethod = 'password' | 'password+totp' | 'password+email'

/** Days are counted from the world's last day: -30 is thirty days before the end. */
export interface Employee {
  id: string
  email: string
  username: string
  name: string
  job: Job
  role: Role
  office: OfficeKey
  shift: Shift
  method: SignInMethod
  joins?: number
  leaves?: number
  /** Away from the first day to the last, both included. */
  away?: readonly [first: number, last: number]
}

export type Row = readonly [
  handle: string,
  name: string,
  job: Job,
  office: OfficeKey,
  more?: Partial<Pick<Employee, 'shift' | 'method' | 'joins' | 'leaves' | 'away' | 'role'>>,
]

/** Namespace of the ids of the demo's people and organisations, so that they are the same in every installation. */
const namespace = '6f1d7a52-9e0b-5c55-8a0e-2d4f7c1b9a33'

export function nameId(name: string): string {
  return v5(name, namespace)
}

export function employ(domain: string, rows: readonly Row[]): Employee[] {
  return rows.map(([handle, name, job, office, more]) => ({
    id: nameId(`${handle}@${domain}`),
    email: `${handle}@${domain}`,
    username: handle,
    name,
    job,
    role: roleOfJob[job],
    office,
    shift: 'day',
    method: 'password+totp',
    ...more,
  }))
}
