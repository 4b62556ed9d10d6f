import type { Employee } from '../cast/employee.ts'
import { desktopAgents, type Office, offices, phoneAgents } from '../places.ts'
import { createRandom, type Random } from '../random.ts'

/** Where somebody usually is and what they hold in their hands: the same all their life. */
interface Habits {
  homeAddress: string
  desktop: string
  phone: string
  /** Share of days at home. */
  atHome: number
}

const known = new Map<string, Habits>()

export function habitsOf(employee: Employee): Habits {
  const habits = known.get(employee.id) ?? formHabits(employee)
  known.set(employee.id, habits)
  return habits
}

function formHabits(employee: Employee): Habits {
  const random = createRandom(employee.id)
  const { homes }: Office = offices[employee.office]
  return {
    homeAddress: random.chance(0.45)
      ? `${homes.v6}:${random.hex(4)}::${random.hex(3)}`
      : `${homes.network}.${random.whole(homes.first, homes.last)}`,
    desktop: random.pick(desktopAgents),
    phone: random.pick(phoneAgents),
    atHome: random.fraction() * 0.5,
  }
}

/** Where a visit comes from: the office, home, and seldom a telephone somewhere. */
export function originOf(random: Random, employee: Employee) {
  const { homeAddress, desktop, phone, atHome } = habitsOf(employee)
  const { addresses, country }: Office = offices[employee.office]
  if (random.chance(0.03)) return { ip: homeAddress, userAgent: phone, country }
  return { ip: random.chance(atHome) ? homeAddress : random.pick(addresses), userAgent: desktop, country }
}
