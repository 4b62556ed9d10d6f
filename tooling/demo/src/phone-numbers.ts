import type { Country } from './calendar.ts'
import type { Random } from './random.ts'

/**
 * Beginnings of the telephone numbers that regulators set aside for films and books, so that nobody's telephone rings
 * (Bundesnetzagentur, ACMA, 555-01XX of North America, Ofcom for everybody else), and how many digits follow.
 */
const fictional: Partial<Record<Country, { begin: readonly string[]; digits: number }>> = {
  DE: { begin: ['+493023125', '+496990009', '+494066969', '+492214710', '+498999998'], digits: 3 },
  AU: { begin: ['+6185550', '+6187010', '+6125550'], digits: 4 },
  US: { begin: ['+121255501', '+164655501', '+191755501', '+130555501'], digits: 2 },
}
const elsewhere = { begin: ['+441632960', '+447700900', '+442079460'], digits: 3 }

export function phoneNumber(random: Random, country: Country): string {
  const { begin, digits } = fictional[country] ?? elsewhere
  return random.pick(begin) + String(random.whole(0, 10 ** digits - 1)).padStart(digits, '0')
}

/** The number to which the intruder sends acme's callers. */
export const outsideNumber = '+447700900418'
