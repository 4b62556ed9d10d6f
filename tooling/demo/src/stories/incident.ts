import { isWorkday, minuteMs, weekdayOf } from '../calendar.ts'
import type { Employee } from '../cast/employee.ts'
import { type Company, colleague } from '../company.ts'
import { failToSignIn, lockOut, signIn } from '../days/sign-in.ts'
import type { Day } from '../days/workday.ts'
import { promotion } from '../deeds/administration.ts'
import { denied, request } from '../deeds/deed.ts'
import { clock } from '../machines/machine.ts'
import { outsideNumber } from '../phone-numbers.ts'
import { attackerAddresses, attackerAgents } from '../places.ts'
import { actorOf, type Presence, type Scene, targetPerson, targetThing, tell } from '../scene.ts'
import { customerName } from '../things/words.ts'
import { planAftermath } from './aftermath.ts'

/*
 * The one incident worth finding, in acme, between twelve and nine days before the end.
 *
 *   weeks before   The supervisor's second factor was reset (new telephone) and never enrolled again.
 *   evening 21:34  One network tries two passwords on everybody (`user.sign_in_failed`); the Client Admin is locked out.
 *           21:52  One try succeeds: the supervisor, by password alone, new device, new country.
 *           21:55  Nine recordings played, two downloaded, three transcripts read.
 *           22:09  All contacts exported and fetched.
 *           22:15  An API key “backup-sync” is created.
 *           22:19  The first number of the company is forwarded to an outside number.
 *           22:24  A person on leave is made a Client Manager.
 *           22:27  The audit log refuses the supervisor, twice.
 *   night          The key reads contacts; callers reach the outside number.
 *   next morning   See `aftermath.ts`: a colleague finds it and everything is undone.
 */

/** What the story's later parts need of its earlier ones. */
export interface Incident {
  day: number
  victim: Employee
  sessionId: string
  key: { type: string; id: string; name: string }
}

/** The one who is robbed, and the one who is promoted. */
export const protagonists = ['jonas.reinhardt', 'anneliese.gruber'] as const

export function incidentOf(company: Company): Incident {
  return {
    day: incidentDay(company.lastDay),
    victim: colleague(company, protagonists[0]),
    sessionId: 'ses_5b1f0c6ad29e4407',
    key: { type: 'api_key', id: 'key_1d77c0ffee', name: 'backup-sync' },
  }
}

/** The first Monday to Thursday, twelve to nine days before the end, on which people work, as they do on the next. */
export function incidentDay(lastDay: number): number {
  const candidates = [lastDay - 12, lastDay - 11, lastDay - 10, lastDay - 9]
  const weekdays = candidates.filter((day) => weekdayOf(day) >= 1 && weekdayOf(day) <= 4)
  return weekdays.find((day) => isWorkday('DE', day) && isWorkday('DE', day + 1)) ?? weekdays[0] ?? lastDay - 10
}

export function planIncident(day: Day): void {
  const { company } = day
  if (company.log !== 'acme') return
  const incident = incidentOf(company)
  if (day.day === incident.day - 15) planNeglect(day, incident)
  if (day.day === incident.day + 1) {
    planAftermath(day, incident)
  }
  if (day.day !== incident.day) return

  const start = clock(day, 21 * 60 + 34)
  const inside = clock(day, 21 * 60 + 52)
  const at = (minutes: number, run: (scene: Scene) => void) => {
    const moment = inside + minutes * minuteMs + company.random.whole(0, 20_000)
    day.plan({ at: moment, run: () => run(intruder(day, incident, moment)) })
  }
  day.plan({ at: start, run: () => spray(day, start) })
  at(0, (scene) => signIn(scene, incident.victim, { new_device: true, new_country: true, country_before: 'DE' }))
  at(3, listen)
  at(17, takeContacts)
  at(23, (scene) => makeKey(scene, incident))
  at(27, forwardNumber)
  at(32, (scene) => promotion(scene, colleague(company, protagonists[1]), 'Client Staff', 'Client Manager'))
  at(35, tryLog)
  for (const hours of [4.3, 4.6, 4.9]) at(hours * 60, (scene) => readByKey(scene, incident))
  for (const hours of [1.4, 8.7, 9.1, 9.4, 9.8]) at(hours * 60, callersGoAstray)
}

/** Two weeks earlier the help desk resets a factor, and nobody asks for a new one. */
function planNeglect(day: Day, { victim }: Incident): void {
  const { company, post } = day
  const at = clock(day, 11 * 60 + 20)
  const by: Presence = {
    actor: actorOf(colleague(company, 'ruben.engelhardt')),
    origin: { ip: '203.0.113.9', country: 'DE', channel: 'ui', sessionId: 'ses_7e20b9d1430c11aa' },
  }
  day.plan({
    at,
    run() {
      company.methods.set(victim.id, 'password')
      tell(
        { company, random: company.random, at, by, post },
        {
          action: 'two_factor.reset',
          module: 'security',
          target: targetPerson(victim),
          http: request('POST', `/v2/users/${victim.id}/two-factor/reset`, 200),
          reason: 'new telephone',
          explanation: 'Will enrol the new one tomorrow.',
          before: { second_factor: 'totp', enrolled: true },
          after: { second_factor: null, enrolled: false },
          whyItMatters: 'Until a new one is enrolled, the password alone opens the account.',
        },
      )
    },
  })
}

function intruder({ company, post }: Day, incident: Incident, at: number): Scene {
  const by: Presence = {
    actor: actorOf(incident.victim),
    origin: {
      ip: attackerAddresses[2],
      userAgent: attackerAgents.browser,
      country: 'IS',
      sessionId: incident.sessionId,
      channel: 'ui',
    },
  }
  return { company, random: company.random, at, by, post }
}

/** Two tries on each person, slowly, from five addresses; too many on the one account whose name is easy to guess. */
function spray({ company, post }: Day, at: number): void {
  const { random, people } = company
  const admin = colleague(company, 'admin')
  const victims = people.filter((person) => person !== admin).slice(0, 21)
  let later = 0
  const attempt = (person: Employee, cause: 'wrong_password' | 'locked') => {
    const by: Presence = {
      actor: actorOf(person),
      origin: { ip: random.pick(attackerAddresses), userAgent: attackerAgents.spray, country: 'IS', channel: 'api' },
    }
    failToSignIn({ company, random, at, by, post }, person, cause, later)
    later += random.whole(5_000, 16_000)
    return { company, random, at, by, post }
  }
  for (let round = 0; round < 2; round += 1) for (const person of victims) attempt(person, 'wrong_password')
  for (let count = 0; count < 4; count += 1) attempt(admin, 'wrong_password')
  lockOut(attempt(admin, 'wrong_password'), admin, 5, later)
  attempt(admin, 'locked')
}

function listen(scene: Scene): void {
  const { random, company } = scene
  for (let index = 0; index < 14; index += 1) {
    const id = random.hex(12)
    const name = `${customerName(random)}, ${random.pick(company.people).name}`
    const verb = index < 9 ? 'played' : index < 11 ? 'downloaded' : 'read'
    const isAudio = verb !== 'read'
    tell(
      scene,
      {
        action: `${isAudio ? 'recording' : 'transcript'}.${verb}`,
        module: isAudio ? 'recordings' : 'transcripts',
        target: isAudio ? { type: 'recording', id: `rec_${id}`, name } : { type: 'transcript', id: `trs_${id}`, name },
        http: request(
          'GET',
          isAudio ? `/v2/recordings/${id}/audio` : `/v2/transcripts/${id}`,
          verb === 'played' ? 206 : 200,
        ),
        details:
          verb === 'played' ? { listened_seconds: random.whole(6, 25), of_seconds: random.whole(200, 900) } : undefined,
        whyItMatters: isAudio ? 'A recording holds what a customer said in confidence.' : undefined,
      },
      index * 52_000,
    )
  }
}

function takeContacts(scene: Scene): void {
  const target = { type: 'export', id: 'exp_90d3b6e1aa', name: 'Contacts, 18412 rows' }
  const correlationId = 'exp-exp_90d3b6e1aa'
  tell(scene, {
    action: 'contact.exported',
    operation: 'export',
    module: 'contacts',
    targets: [
      { type: 'contacts', name: '18412 rows' },
      { ...target, relation: 'export' },
    ],
    correlationId,
    http: request('POST', '/v2/exports', 202),
    details: { rows: 18_412, format: 'csv', filter: 'all' },
    whyItMatters: 'Data left the platform in bulk.',
  })
  const http = request('GET', '/v2/exports/exp_90d3b6e1aa/file')
  tell(scene, { action: 'export.downloaded', module: 'exports', target, correlationId, http }, 95_000)
}

function makeKey(scene: Scene, { key }: Incident): void {
  tell(scene, {
    action: 'api_key.created',
    module: 'api_keys',
    target: key,
    http: request('POST', '/v2/api-keys'),
    after: {
      name: key.name,
      scopes: ['contacts.read', 'recordings.read'],
      token: `tok_live_${scene.random.hex(32)}`,
      expires: 'never',
    },
    whyItMatters: 'A key works without a person and without a second factor.',
  })
}

function forwardNumber(scene: Scene): void {
  const [number] = scene.company.find('did')
  if (!number) return
  const edit = number.put({ forwarding: { enabled: true, to: outsideNumber } })
  tell(scene, {
    action: 'did.updated',
    module: 'dids',
    target: targetThing(number),
    http: request('PATCH', `/v2/dids/${number.id}`),
    before: edit.before,
    after: edit.after,
    description: `Forwarded to ${outsideNumber}`,
    reason: 'planned_maintenance',
    whyItMatters: 'Where a number leads decides who hears its callers.',
  })
}

function tryLog(scene: Scene): void {
  const page = { type: 'resource', id: '/audit-log', name: '/audit-log' }
  const draft = {
    action: 'access.denied',
    operation: 'deny',
    module: 'access',
    target: page,
    http: request('GET', '/audit-log'),
  }
  tell(scene, denied(scene.random, draft, 'audit.read'))
  tell(scene, denied(scene.random, { ...draft, http: request('DELETE', '/v2/audit-log') }, 'audit.delete'), 41_000)
}

function readByKey(scene: Scene, { key }: Incident): void {
  const { random } = scene
  tell(scene, {
    action: 'contact.listed',
    operation: 'read',
    module: 'contacts',
    actor: { type: 'api_key', id: key.id, name: key.name },
    sessionId: undefined,
    userAgent: attackerAgents.spray,
    channel: 'api',
    apiUsed: 'contacts/v2',
    target: { type: 'list', name: 'All contacts' },
    http: request('GET', '/v2/contacts?limit=1000'),
    details: { rows: 1000, page: random.whole(1, 19) },
  })
}

function callersGoAstray(scene: Scene): void {
  const { random, company } = scene
  const [number] = company.find('did')
  if (!number) return
  tell(scene, {
    action: 'call.forwarded',
    operation: 'transfer',
    module: 'calls',
    actor: { type: 'system', id: 'call-router', name: 'Call router' },
    ip: undefined,
    userAgent: undefined,
    country: undefined,
    sessionId: undefined,
    channel: 'job',
    targets: [
      { type: 'call', id: `call_${random.hex(12)}`, name: customerName(random) },
      targetThing(number, 'number'),
    ],
    after: { to: outsideNumber },
  })
}
