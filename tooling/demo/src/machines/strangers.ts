import { failSignIn } from '../days/daybook-visit.ts'
import { failToSignIn, lockOut } from '../days/sign-in.ts'
import type { Day } from '../days/workday.ts'
import { attackerAgents, strangerAddresses, strangerCountries } from '../places.ts'
import { actorOf, type Presence } from '../scene.ts'
import { planMachine } from './machine.ts'

const guessed = [
  'admin',
  'test',
  'root',
  'info',
  'office',
  'backup',
  'sip',
  '100',
  'administrator',
  'voicemail',
] as const

/** Scanners try names nobody has: those failures belong to no tenant and go to the operator's log. */
export function planScanners(day: Day): void {
  const { random } = day.company
  for (let visit = random.about(1.4 * day.scale); visit > 0; visit -= 1) {
    const by = stranger(day)
    planMachine(day, random.whole(0, 1439), by, (scene) => {
      for (let attempt = random.whole(1, 6); attempt > 0; attempt -= 1) {
        const email = `${random.pick(guessed)}@${random.pick(['acme', 'globex', 'initech', 'mail'])}.test`
        const own = { ...scene, by: { ...by, actor: { type: 'anonymous' as const, email } } }
        failSignIn(
          own,
          { app: random.pick(['portal', 'portal', 'staff']), email, cause: 'unknown_account' },
          attempt * 1_700,
        )
      }
    })
  }
}

/** Now and then somebody outside guesses at a person who exists, and locks them out. */
export function planGuessing(day: Day): void {
  const { random, people } = day.company
  if (!random.chance(0.05 * Math.min(1, day.scale))) return
  const victim = random.pick(people)
  const by = { ...stranger(day), actor: actorOf(victim) }
  planMachine(day, random.whole(0, 1439), by, (scene) => {
    const tries = random.whole(5, 9)
    for (let attempt = 0; attempt < 5; attempt += 1) failToSignIn(scene, victim, 'wrong_password', attempt * 4_000)
    lockOut(scene, victim, 5, 21_000)
    for (let attempt = 5; attempt < tries; attempt += 1) failToSignIn(scene, victim, 'locked', attempt * 5_000)
  })
}

function stranger({ company: { random } }: Day): Presence {
  return {
    actor: { type: 'anonymous' },
    origin: {
      ip: random.pick(strangerAddresses),
      userAgent: attackerAgents.spray,
      country: random.pick(strangerCountries),
      channel: 'ui',
    },
  }
}
