import { minuteMs } from '../calendar.ts'
import { colleague, excuse } from '../company.ts'
import { lookOf } from '../days/daybook-visit.ts'
import { signIn } from '../days/sign-in.ts'
import type { Day } from '../days/workday.ts'
import { promotion } from '../deeds/administration.ts'
import { request } from '../deeds/deed.ts'
import { clock } from '../machines/machine.ts'
import { outsideNumber } from '../phone-numbers.ts'
import { attackerNetwork } from '../places.ts'
import { actorOf, type Presence, type Scene, targetPerson, targetThing, tell } from '../scene.ts'
import type { Incident } from './incident.ts'

const ticket = { type: 'ticket', id: 'tkt_a11e57c0de01', name: '#18204 Callers reach a stranger on our main number' }

/** The morning after: found by a colleague, undone by an administrator, told to those who have to know. */
export function planAftermath(day: Day, incident: Incident): void {
  const { company, post } = day
  const visit = (handle: string, ip: string, sessionId: string) => {
    const person = colleague(company, handle)
    excuse(company, person, day.day)
    const by: Presence = { actor: actorOf(person), origin: { ip, country: 'DE', channel: 'ui', sessionId } }
    return (minutes: number, run: (scene: Scene) => void) => {
      const at = clock(day, minutes) + company.random.whole(0, 30_000)
      day.plan({ at, run: () => run({ company, random: company.random, at, by, post }) })
    }
  }
  const agent = visit('chiara.dellacroce', '203.0.113.8', 'ses_02c9b1d7aa5e0f31')
  const finder = visit('mette.soerensen', '203.0.113.10', 'ses_64aa0b90ce1d2f77')
  const admin = visit('ruben.engelhardt', '203.0.113.9', 'ses_c07d3e18b2f94a60')
  const privacy = visit('dagmar.holub', '203.0.113.8', 'ses_11f8a6e3d05b4c29')
  const victim = visit('jonas.reinhardt', '203.0.113.10', 'ses_9a3e77d2b1c80f54')

  agent(6 * 60 + 4, (scene) => signIn(scene, colleague(company, 'chiara.dellacroce')))
  agent(8 * 60 + 2, openTicket)
  finder(8 * 60 + 9, (scene) => signIn(scene, colleague(company, 'mette.soerensen')))
  finder(8 * 60 + 12, (scene) => searchLog(scene, incident))
  finder(8 * 60 + 21, (scene) => noteInTicket(scene, incident))
  admin(8 * 60 + 24, (scene) => signIn(scene, colleague(company, 'ruben.engelhardt')))
  admin(8 * 60 + 26, (scene) => endSessions(scene, incident))
  admin(8 * 60 + 29, (scene) => undo(scene, incident))
  admin(8 * 60 + 44, (scene) => closeDoors(scene, incident))
  admin(9 * 60 + 15, (scene) => comment(scene))
  privacy(9 * 60 + 31, (scene) => signIn(scene, colleague(company, 'dagmar.holub')))
  privacy(9 * 60 + 40, (scene) => register(scene))
  victim(10 * 60 + 5, (scene) => beginAgain(scene, incident))
}

function openTicket(scene: Scene): void {
  tell(scene, {
    action: 'ticket.created',
    module: 'tickets',
    target: ticket,
    http: request('POST', '/v2/tickets'),
    after: {
      subject: 'Callers reach a stranger on our main number',
      priority: 'urgent',
      status: 'open',
      text: 'Three customers wrote this morning: whoever calls our main number is answered by a man who says “service desk” and asks for their customer number and date of birth. When I call it from my mobile I hear a foreign ringing tone.\n\nNobody here has ever heard his voice.',
    },
  })
}

function searchLog(scene: Scene, { victim }: Incident): void {
  for (const [index, filter] of [
    'range=yesterday&module=dids',
    `range=yesterday&q=${encodeURIComponent(victim.name)}`,
    'range=yesterday&operation=login_failed',
  ].entries()) {
    tell(scene, { ...lookOf('acme', filter), http: request('GET', '/audit-log') }, index * 2.5 * minuteMs)
  }
}

function noteInTicket(scene: Scene, { victim }: Incident): void {
  tell(scene, {
    action: 'ticket.updated',
    module: 'tickets',
    target: ticket,
    http: request('PATCH', `/v2/tickets/${ticket.id}`),
    before: { assignee: null, priority: 'urgent' },
    after: { assignee: 'Ruben Engelhardt', priority: 'critical' },
    description: 'Handed to the administrator',
    explanation: `The number was forwarded last night at 22:19 in ${victim.name}'s name, from an address in a country where none of us is. He says he was at choir practice. Before that: dozens of failed sign-ins from the same network.`,
  })
}

function endSessions(scene: Scene, { victim, sessionId }: Incident): void {
  tell(scene, {
    action: 'session.revoked',
    module: 'sessions',
    targets: [{ type: 'session', id: sessionId, name: `Session of ${victim.name}` }, targetPerson(victim, 'owner')],
    http: request('DELETE', `/v2/users/${victim.id}/sessions`, 204),
    reason: 'security_response',
    justification: `Ticket ${ticket.name}`,
    explanation: 'All of his sessions, not only the foreign one.',
    whyItMatters: 'Whoever held this session is out from this moment on.',
  })
}

function undo(scene: Scene, { key }: Incident): void {
  const { company } = scene
  const why = { reason: 'security_response', justification: `Ticket ${ticket.name}` }
  tell(scene, {
    action: 'api_key.revoked',
    module: 'api_keys',
    target: key,
    http: request('DELETE', `/v2/api-keys/${key.id}`, 204),
    ...why,
  })

  const [number] = company.find('did')
  if (number) {
    const edit = number.put({ forwarding: { enabled: false, to: null } })
    tell(
      scene,
      {
        action: 'did.updated',
        module: 'dids',
        target: targetThing(number),
        http: request('PATCH', `/v2/dids/${number.id}`),
        before: edit.before,
        after: edit.after,
        description: `No longer forwarded to ${outsideNumber}`,
        ...why,
      },
      3 * minuteMs,
    )
  }
  promotion(
    { ...scene, at: scene.at + 6 * minuteMs },
    colleague(company, 'anneliese.gruber'),
    'Client Manager',
    'Client Staff',
  )
}

function closeDoors(scene: Scene, { victim }: Incident): void {
  const { company, random } = scene
  const why = { reason: 'security_response', justification: `Ticket ${ticket.name}` }
  tell(scene, {
    action: 'user.password_reset',
    operation: 'reset',
    module: 'authentication',
    target: targetPerson(victim),
    http: request('POST', `/v2/users/${victim.id}/password/reset`, 202),
    ...why,
  })
  const [settings] = company.find('settings')
  if (settings) {
    const { security } = settings.state()
    const before = typeof security === 'object' && security !== null && !Array.isArray(security) ? security : {}
    const edit = settings.put({ security: { ...before, second_factor: 'required from next month' } })
    tell(
      scene,
      {
        action: 'settings.updated',
        module: 'settings',
        target: targetThing(settings),
        before: edit.before,
        after: edit.after,
        description: 'From next month nobody signs in without a second factor',
        ...why,
      },
      4 * minuteMs,
    )
  }
  tell(
    scene,
    {
      action: 'acl.updated',
      module: 'acl',
      target: { type: 'acl', id: 'acl_portal', name: 'Portal' },
      before: { rules: [] },
      after: { rules: [{ id: random.hex(6), action: 'deny', source: attackerNetwork, port: 443, note: ticket.name }] },
      description: `Denies ${attackerNetwork}`,
      ...why,
    },
    7 * minuteMs,
  )
}

function comment(scene: Scene): void {
  tell(scene, {
    action: 'event.commented',
    module: 'audit_log',
    target: { type: 'event', name: 'did.updated' },
    description: 'Note to the change of the main number',
    explanation:
      'Not done by the person named. Account taken over with a guessed password; the second factor had been reset and never enrolled again. Callers between 22:19 and 08:32 are being told.',
  })
}

function register(scene: Scene): void {
  tell(scene, {
    action: 'data_request.created',
    module: 'data_governance',
    target: { type: 'data_request', id: 'dsr_5ec0fbad1d00', name: 'Personal data breach, contacts and recordings' },
    after: {
      kind: 'breach',
      records: 18_412,
      told_authority_within_hours: 72,
      status: 'open',
      handler: 'Dagmar Holubová',
    },
    purpose: 'duty to notify',
    explanation:
      'Contacts: names, telephone numbers, e-mail addresses. Recordings: nine played, two downloaded, three transcripts.\nThe list of events is exported as evidence.',
  })
}

function beginAgain(scene: Scene, { victim }: Incident): void {
  const { company, random } = scene
  signIn(scene, victim)
  tell(
    scene,
    {
      action: 'user.password_changed',
      operation: 'update',
      module: 'authentication',
      target: targetPerson(victim),
      http: request('PUT', '/v2/me/password', 204),
      details: { other_sessions_ended: 0 },
    },
    minuteMs,
  )
  tell(
    scene,
    {
      action: 'two_factor.enrolled',
      operation: 'activate',
      module: 'security',
      target: targetPerson(victim),
      http: request('POST', '/v2/me/two-factor'),
      after: { second_factor: 'totp', secret: `otp-${random.hex(20)}` },
    },
    3 * minuteMs,
  )
  company.methods.set(victim.id, 'password+totp')
}
