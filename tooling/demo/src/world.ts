import { dayOf, localInstant } from './calendar.ts'
import { acmePeople } from './cast/acme.ts'
import { daybookPeople } from './cast/daybook.ts'
import { globexPeople } from './cast/globex.ts'
import { initechPeople } from './cast/initech.ts'
import { northwindPeople } from './cast/northwind.ts'
import { type CompanyPlan, foundCompany, worksOn } from './company.ts'
import { type Day, type Plan, planWorkday } from './days/workday.ts'
import { planDialer, planOutage } from './machines/dialer.ts'
import { planIntegrations } from './machines/integrations.ts'
import { planNight } from './machines/nightly.ts'
import { planGuessing, planScanners } from './machines/strangers.ts'
import { offices } from './places.ts'
import type { Posted, WorldEvent } from './scene.ts'
import { planComingsAndGoings } from './stories/comings-and-goings.ts'
import { planHostile } from './stories/hostile.ts'
import { planIncident, protagonists } from './stories/incident.ts'
import { planAssumptions, planOperator } from './stories/operator.ts'
import { planPartners } from './stories/partners.ts'

export interface WorldOptions {
  /** Any text. Another seed is another world with the same people. */
  seed: string
  /** The last moment of the world. Worlds that end on the same day (UTC) are the same up to the earlier end. */
  end: Date
  days: number
  /** How busy it is: 1 is about 550 events a day. */
  scale: number
}

const companies: readonly CompanyPlan[] = [
  { log: 'acme', domain: 'acme.test', office: 'berlin', roster: acmePeople, telephones: true, spared: protagonists },
  { log: 'globex', domain: 'globex.test', office: 'newyork', roster: globexPeople, telephones: true },
  { log: 'initech', domain: 'initech.test', office: 'adelaide', roster: initechPeople, telephones: true },
  { log: 'northwind', domain: 'northwind.test', office: 'oslo', roster: northwindPeople, telephones: false },
  { log: 'platform', domain: 'daybook.test', office: 'dublin', roster: daybookPeople, telephones: false },
]

/** Every event of the made-up world in order of time. Lazy: a day is made when it is asked for. */
export function* worldEvents({ seed, end, days, scale }: WorldOptions): Generator<WorldEvent> {
  const world = companies.map((plan) => foundCompany(plan, { seed, end }))
  const lastDay = dayOf(end)
  let plans: Plan[] = []
  const posted: Posted[] = []

  // A day begins in the east: the clocks of Adelaide are on the next one before ours are.
  for (let day = lastDay - days + 1; day <= lastDay + 1; day += 1) {
    for (const company of world) {
      planDay({ company, day, scale, post: (event) => posted.push(event), plan: (plan) => plans.push(plan) })
    }
    const cutoff = startOfDay(day + 1)
    plans = runPlans(plans, cutoff)

    posted.sort((one, other) => one.at - other.at)
    const ready = posted.findIndex(({ at }) => at >= cutoff)
    const batch = posted.splice(0, ready === -1 ? posted.length : ready)
    for (const { at, event } of batch) {
      if (at > end.getTime()) return
      yield event
    }
  }
}

function planDay(day: Day): void {
  const { company } = day
  const offset = day.day - company.lastDay
  company.people = company.roster.filter((employee) => worksOn(employee, offset))
  planIncident(day)
  planComingsAndGoings(day)
  planPartners(day)
  planOperator(day)
  planAssumptions(day)
  planHostile(day)
  if (company.log === 'platform') planScanners(day)

  if (company.find('queue').length === 0) return
  for (const employee of company.people) planWorkday(day, employee)
  planNight(day)
  planDialer(day)
  planOutage(day)
  planIntegrations(day)
  planGuessing(day)
}

/** Runs, in order of time, what is planned before `cutoff`; answers the rest. */
function runPlans(plans: Plan[], cutoff: number): Plan[] {
  const later: Plan[] = []
  const due = plans.filter((plan) => plan.at < cutoff || !later.push(plan))
  due.sort((one, other) => one.at - other.at)
  for (const plan of due) plan.run()
  return later
}

/** When a day of the calendar begins where it begins first. */
function startOfDay(day: number): number {
  return Math.min(...Object.values(offices).map(({ zone }) => localInstant(zone, day, 0)))
}
