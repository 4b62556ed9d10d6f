import { expect, test, vi } from 'vitest'
import { dateText, dayMs, dayOf, weekdayOf } from '../calendar.ts'
import { usualEvents, usualWorld } from '../usual-world.ts'
import { worldEvents } from '../world.ts'
import { incidentDay } from './incident.ts'

// The whole world is told and read: a second on a machine that has nothing else to do.
vi.setConfig({ testTimeout: 60_000 })

const from = incidentDay(dayOf(usualWorld.end)) * dayMs + 20 * 3_600_000
const acme = usualEvents()
  .filter(({ log, input }) => log === 'acme' && Date.parse(input.occurredAt ?? '') >= from)
  .map(({ input }) => input)
const isIntruder = (ip: string | null | undefined) => ip?.startsWith('192.0.2.2') ?? false

/** The first event of an action after the last one found, so that a list of them is a story in order. */
function inOrder(actions: readonly [action: string, name?: string][]): number[] {
  let last = -1
  return actions.map(([action, name]) => {
    last = acme.findIndex(
      (input, index) => index > last && input.action === action && (!name || input.actor.name === name),
    )
    return last
  })
}

test('the incident unfolds in one evening and is undone the next morning, in this order', () => {
  const steps = inOrder([
    ['user.sign_in_failed'],
    ['user.locked'],
    ['user.signed_in', 'Jonas Reinhardt'],
    ['recording.played', 'Jonas Reinhardt'],
    ['recording.downloaded', 'Jonas Reinhardt'],
    ['contact.exported', 'Jonas Reinhardt'],
    ['api_key.created', 'Jonas Reinhardt'],
    ['did.updated', 'Jonas Reinhardt'],
    ['user.role_changed', 'Jonas Reinhardt'],
    ['access.denied', 'Jonas Reinhardt'],
    ['contact.listed', 'backup-sync'],
    ['ticket.created', 'Chiara Della Croce'],
    ['audit_log.accessed', 'Mette Sørensen'],
    ['session.revoked', 'Ruben Engelhardt'],
    ['api_key.revoked', 'Ruben Engelhardt'],
    ['did.updated', 'Ruben Engelhardt'],
    ['user.role_changed', 'Ruben Engelhardt'],
    ['user.password_reset', 'Ruben Engelhardt'],
    ['event.commented', 'Ruben Engelhardt'],
    ['two_factor.enrolled', 'Jonas Reinhardt'],
  ])
  expect(steps).not.toContain(-1)
})

test('the guessing comes from one network and meets one account that opens without a second factor', () => {
  const failures = acme.filter(({ ip, operation }) => isIntruder(ip) && operation === 'login_failed')
  expect(failures.length).toBeGreaterThan(40)
  expect(new Set(failures.map(({ actor }) => actor.id)).size).toBeGreaterThan(20)
  const successes = acme.filter(({ ip, operation }) => isIntruder(ip) && operation === 'login')
  expect(successes).toHaveLength(1)
  expect(successes[0]).toMatchObject({
    actor: { name: 'Jonas Reinhardt' },
    country: 'IS',
    details: { method: 'password', new_device: true },
  })
})

test('from the sign-in to the last refusal the intruder takes less than 40 minutes', () => {
  const [session] = acme.filter(({ ip, operation }) => isIntruder(ip) && operation === 'login')
  const times = acme
    .filter(({ sessionId }) => sessionId === session?.sessionId)
    .map(({ occurredAt }) => Date.parse(occurredAt ?? ''))
  expect(times.length).toBeGreaterThan(20)
  expect(Math.max(...times) - Math.min(...times)).toBeLessThan(40 * 60_000)
})

test('nobody else ever comes from that network', () => {
  const others = usualEvents().filter(
    ({ log, input }) => isIntruder(input.ip) && (log !== 'acme' || Date.parse(input.occurredAt ?? '') < from),
  )
  expect(others).toEqual([])
})

test('whatever the date, it happens on an evening from Monday to Thursday, twelve to nine days before the end', () => {
  for (let last = dayOf(new Date('2026-01-15')); last < dayOf(new Date('2027-12-15')); last += 1) {
    const day = incidentDay(last)
    expect([9, 10, 11, 12]).toContain(last - day)
    expect([1, 2, 3, 4]).toContain(weekdayOf(day))
  }
})

test('it avoids holidays where the calendar lets it', () => {
  // Monday 6 April 2026 was Easter Monday.
  expect(dateText(incidentDay(dayOf(new Date('2026-04-18'))))).toBe('2026-04-07')
})

test('a short world has its incident too', () => {
  const short = [...worldEvents({ ...usualWorld, days: 14, scale: 0.1 })]
  expect(short.some(({ input }) => input.action === 'api_key.created' && input.actor.name === 'Jonas Reinhardt')).toBe(
    true,
  )
})
