import { dayOf } from './calendar.ts'
import type { Employee, SignInMethod } from './cast/employee.ts'
import { type OfficeKey, offices } from './places.ts'
import { createRandom } from './random.ts'
import { kinds } from './things/kinds.ts'
import type { Kind, Surroundings, Thing } from './things/thing.ts'

export const logNames = ['acme', 'globex', 'initech', 'northwind', 'platform'] as const

/** The log of a tenant, of the partner firm, or the operator's own. */
export type LogName = (typeof logNames)[number]

/** One organisation of the made-up world: its people, and what it has on the telephone platform. */
export interface Company extends Surroundings {
  log: LogName
  office: OfficeKey
  /** Everybody who ever worked there during these weeks. `people` are those who do today. */
  roster: readonly Employee[]
  things: Map<string, Thing[]>
  lastDay: number
  /** How people sign in now, where it is not as they began. */
  methods: Map<string, SignInMethod>
  /** Whose accounts chance leaves alone, because a story needs them as they are. */
  spared: readonly string[]
  /** Whom a story keeps from an ordinary day: `excuse(employee, day)`. */
  excused: Set<string>
}

export interface CompanyPlan {
  log: LogName
  domain: string
  office: OfficeKey
  roster: readonly Employee[]
  /** Whether it uses the telephone platform itself. */
  telephones: boolean
  spared?: readonly string[]
}

export function foundCompany(plan: CompanyPlan, { seed, end }: { seed: string; end: Date }): Company {
  const things = new Map<string, Thing[]>()
  const company: Company = {
    log: plan.log,
    domain: plan.domain,
    office: plan.office,
    country: offices[plan.office].country,
    random: createRandom(`${seed}/${plan.log}`),
    roster: plan.roster,
    people: plan.roster,
    things,
    lastDay: dayOf(end),
    methods: new Map(),
    spared: plan.spared ?? [],
    excused: new Set(),
    find: (kind) => things.get(kind) ?? [],
  }
  if (plan.telephones)
    for (const kind of kinds) for (let index = 0; index < kind.stock; index += 1) addThing(company, kind)
  return company
}

export function addThing(company: Company, kind: Kind): Thing {
  const things = company.things.get(kind.key) ?? []
  const made = kind.make(company)
  // People share names; things are told apart.
  const isPerson = kind.key === 'contact' || kind.key === 'lead'
  const twins = things.filter(({ name }) => name === made.name || name.startsWith(`${made.name} `)).length
  if (twins > 0 && !isPerson) made.name = `${made.name} ${twins + 1}`
  company.things.set(kind.key, [...things, made])
  return made
}

export function removeThing(company: Company, thing: Thing): void {
  const things = company.things.get(thing.kind.key) ?? []
  company.things.set(
    thing.kind.key,
    things.filter((other) => other !== thing),
  )
}

export function worksOn(employee: Employee, offset: number): boolean {
  return (
    offset >= (employee.joins ?? Number.NEGATIVE_INFINITY) && offset < (employee.leaves ?? Number.POSITIVE_INFINITY)
  )
}

export function isAway(employee: Employee, offset: number): boolean {
  return employee.away !== undefined && offset >= employee.away[0] && offset <= employee.away[1]
}

/** A member of the company by the beginning of their address. */
export function colleague(company: Company, handle: string): Employee {
  const found = company.roster.find((employee) => employee.username === handle)
  if (!found) throw new Error(`Nobody at ${company.domain} is called ${handle}.`)
  return found
}

/** A story has other plans for somebody that day. */
export function excuse(company: Company, employee: Employee, day: number): void {
  company.excused.add(`${employee.id} ${day}`)
}

export function isExcused(company: Company, employee: Employee, day: number): boolean {
  return company.excused.has(`${employee.id} ${day}`)
}
