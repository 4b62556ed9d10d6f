import type { EventInput } from '@daybook/core/model'
import { isWeekend, isWorkday, localInstant, minuteMs } from '../calendar.ts'
import type { Employee } from '../cast/employee.ts'
import { type Company, isAway, type LogName } from '../company.ts'
import { endSession, failSignIn, startSession } from '../days/daybook-visit.ts'
import { originOf } from '../days/habits.ts'
import type { Day } from '../days/workday.ts'
import { offices } from '../places.ts'
import { actorOf, type Presence, type Scene, type Telling, tell } from '../scene.ts'

/** A visit to Daybook itself by somebody of the partner firm or the operator. */
export interface Caller {
  person: Employee
  type: 'partner' | 'staff'
}

/** One step of a visit: tells its events at the moment it is given. */
export type Step = (scene: Scene, person: Employee) => void

/** Plans visits of a day, each with a few steps, for those who come. */
export function planVisits(
  day: Day,
  type: Caller['type'],
  share: number,
  stepsOf: (person: Employee) => readonly Step[],
): void {
  const { company } = day
  for (const person of company.people) {
    const { country } = offices[person.office]
    const isQuiet = !isWorkday(country, day.day)
    const likely = isQuiet ? (isWeekend(day.day) ? 0.04 : 0.08) : share
    if (isAway(person, day.day - company.lastDay)) continue
    if (company.random.chance(likely * Math.min(1, day.scale))) planVisit(day, { person, type }, stepsOf(person))
  }
}

function planVisit({ company, day, post, plan }: Day, { person, type }: Caller, steps: readonly Step[]): void {
  const { random } = company
  const from = person.shift === 'night' ? 22 * 60 : person.shift === 'early' ? 6 * 60 : 9 * 60
  const start = Math.round(
    localInstant(offices[person.office].zone, day, random.whole(from, from + 6 * 60)) + random.fraction() * minuteMs,
  )
  const by: Presence = {
    actor: actorOf(person, type),
    origin: { ...originOf(random, person), sessionId: `ses_${random.hex(16)}`, channel: 'ui' },
  }
  const scene = (at: number): Scene => ({ company, random, at, by, post })

  if (random.chance(0.07))
    plan({
      at: start - minuteMs,
      run: () => failSignIn(scene(start - minuteMs), { app: type, email: person.email, cause: 'wrong_password' }),
    })
  plan({ at: start, run: () => startSession(scene(start), person, type) })
  let at = start
  for (const step of steps) {
    at += random.whole(15_000, 9 * minuteMs)
    const moment = at
    plan({ at: moment, run: () => step(scene(moment), person) })
  }
  const isLeft = random.chance(0.2)
  const end = at + (isLeft ? 60 * minuteMs : random.whole(20_000, 15 * minuteMs))
  plan({ at: end, run: () => endSession(scene(end), isLeft ? 'expired' : 'signed_out') })
}

/** Tells the same in the visitor's own log and in that of the tenant they look at. */
export function tellBoth(scene: Scene, tenant: LogName, telling: Telling, more: Partial<EventInput> = {}): void {
  tell(scene, { ...telling, ...more, customerId: tenant })
  const there: Pick<Company, 'log'> = { log: tenant }
  tell({ ...scene, company: { ...scene.company, ...there } }, telling, 40)
}
