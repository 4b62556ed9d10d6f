import { isHoliday, isWeekend, localInstant, minuteMs } from '../calendar.ts'
import { type Employee, shifts } from '../cast/employee.ts'
import { type Company, isAway, isExcused, worksOn } from '../company.ts'
import type { Deed } from '../deeds/deed.ts'
import { type Work, works } from '../deeds/repertoire.ts'
import { offices } from '../places.ts'
import type { Random } from '../random.ts'
import { actorOf, type Posted, type Presence, type Scene } from '../scene.ts'
import { originOf } from './habits.ts'
import { expire, failToSignIn, lockOut, signIn, signOut } from './sign-in.ts'

/** Something that will happen at a moment, in the order of all that happens. */
export interface Plan {
  at: number
  run(): void
}

export interface Day {
  company: Company
  /** Days since 1970, on the clock of the office. */
  day: number
  /** How busy the world is; 1 is usual. */
  scale: number
  post: (posted: Posted) => void
  plan: (plan: Plan) => void
}

/** Plans what an employee does on the platform that day: one visit or two, each from sign-in to its end. */
export function planWorkday(day: Day, employee: Employee): void {
  const work = works[employee.job]
  if (!work || !comesToWork(day, employee)) return
  const { random } = day.company
  const [from, to] = shifts[employee.shift]
  const start = from + random.whole(-25, 25)
  const end = to + random.whole(-40, 30)
  // Half past twelve for those who come in the morning.
  const noon = from + (to - from) * 0.43 + random.whole(-10, 10)
  const actions = Math.max(1, random.about(work.perDay * Math.max(1, day.scale) * (0.6 + random.fraction() * 0.8)))

  if (random.chance(0.3)) {
    planVisit(day, employee, { start, end: noon - 20, actions: Math.ceil(actions / 2), noon, work })
    planVisit(day, employee, { start: noon + 25, end, actions: Math.floor(actions / 2), noon, work })
  } else {
    planVisit(day, employee, { start, end, actions, noon, work })
  }
}

function comesToWork({ company, day, scale }: Day, employee: Employee): boolean {
  const { random } = company
  const offset = day - company.lastDay
  const share = Math.min(1, scale)
  if (!worksOn(employee, offset) || isAway(employee, offset) || isExcused(company, employee, day)) return false
  const country = offices[employee.office].country
  if (isWeekend(day))
    return random.chance(share * (employee.shift === 'night' || employee.shift === 'late' ? 0.11 : 0.05))
  if (isHoliday(country, day)) return random.chance(share * 0.08)
  return random.chance(share * 0.89)
}

interface Visit {
  /** Minutes from local midnight. */
  start: number
  end: number
  noon: number
  actions: number
  work: Work
}

function planVisit(day: Day, employee: Employee, { start, end, noon, actions, work }: Visit): void {
  const { company } = day
  const { random } = company
  const { zone } = offices[employee.office]
  const at = (minutes: number) => Math.round(localInstant(zone, day.day, minutes) + random.fraction() * minuteMs)
  const startedAt = at(start)
  const by: Presence = {
    actor: actorOf(employee),
    origin: { ...originOf(random, employee), sessionId: `ses_${random.hex(16)}`, channel: 'ui' },
  }
  const scene = (moment: number): Scene => ({ company, random, at: moment, by, post: day.post })

  day.plan({ at: startedAt - 4 * minuteMs, run: () => stumble(scene(startedAt - 4 * minuteMs), employee) })
  day.plan({ at: startedAt, run: () => signIn(scene(startedAt), employee) })

  let last = startedAt
  for (let index = 0; index < actions; index += 1) {
    const moment = at(busyMinute(random, { start: start + 2, end, noon }))
    const deed: Deed = random.weighted(work.deeds)
    if (moment > last) last = moment
    day.plan({ at: moment, run: () => deed(scene(moment), employee) })
  }

  if (random.chance(0.17)) {
    const moment = last + 60 * minuteMs
    day.plan({ at: moment, run: () => expire(scene(moment), employee, startedAt) })
    return
  }
  const moment = Math.max(at(end), last + 30_000)
  day.plan({ at: moment, run: () => signOut(scene(moment), employee, startedAt) })
}

/** Most moments are likely; those around the middle of a shift are lunch. */
function busyMinute(random: Random, { start, end, noon }: { start: number; end: number; noon: number }): number {
  const minute = start + random.fraction() * (end - start)
  if (Math.abs(minute - noon) > 28 || random.chance(0.15)) return minute
  return start + random.fraction() * (end - start)
}

/** Before they are in, people mistype: seldom so often that they are locked out. */
function stumble(scene: Scene, employee: Employee): void {
  const { random } = scene
  if (random.chance(0.05)) {
    const tries = random.pick([1, 1, 1, 2, 2, 3])
    for (let count = 0; count < tries; count += 1) failToSignIn(scene, employee, 'wrong_password', count * 21_000)
  } else if (employee.method !== 'password' && random.chance(0.025)) {
    failToSignIn(scene, employee, 'wrong_code', 30_000)
  } else if (random.chance(0.003)) {
    for (let count = 0; count < 5; count += 1) failToSignIn(scene, employee, 'wrong_password', count * 17_000)
    lockOut(scene, employee, 5, 5 * 17_000)
    failToSignIn(scene, employee, 'locked', 110_000)
  }
}
