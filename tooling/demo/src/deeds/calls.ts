import { phoneNumber } from '../phone-numbers.ts'
import type { Random } from '../random.ts'
import { type Scene, targetPerson, targetThing, tell } from '../scene.ts'
import { customerName } from '../things/words.ts'
import { type Deed, denied, request } from './deed.ts'

const results = [
  'appointment made',
  'call again',
  'not interested',
  'wrong number',
  'voicemail left',
  'sold',
  'complaint',
] as const
const purposes = [
  'quality assurance',
  'training',
  'handling of a complaint',
  'request by an authority',
  'dispute about a contract',
] as const

/** A call that was: what it is called, and where it is kept. */
function someCall(random: Random, country: Scene['company']['country']) {
  const id = `call_${random.hex(12)}`
  return { id, number: phoneNumber(random, country), seconds: random.whole(12, 1600), customer: customerName(random) }
}

/** Some recordings are of calls that several people come back to. */
function recordingOf(scene: Scene): { id: string; name: string; seconds: number } {
  const { random, company } = scene
  const at = new Date(scene.at - random.whole(1, 200) * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
  return {
    id: `rec_${random.hex(12)}`,
    name: `${customerName(random)}, ${at}, ${random.pick(company.people).name}`,
    seconds: random.whole(20, 1700),
  }
}

/** What an agent does after a call: note how it went. */
export const finishCall: Deed = (scene) => {
  const { random, company } = scene
  const call = someCall(random, company.country)
  const result = random.pick(results)
  tell(scene, {
    action: 'call.outcome_set',
    operation: 'update',
    module: 'calls',
    target: { type: 'call', id: call.id, name: `${call.customer}, ${call.number}` },
    http: request('PATCH', `/v2/calls/${call.id}`),
    before: { result: null, wrap_up_seconds: null },
    after: { result, wrap_up_seconds: random.whole(4, 90) },
    description: `${result}, ${Math.floor(call.seconds / 60)} min ${call.seconds % 60} s`,
    customerId: `C-${random.whole(10000, 99999)}`,
    details: random.chance(0.2)
      ? { follow_up: `in ${random.whole(1, 14)} days`, note: 'Wants the brochure first.' }
      : undefined,
  })
}

export const transferCall: Deed = (scene, employee) => {
  const { random, company } = scene
  const call = someCall(random, company.country)
  const queue = random.pick(company.find('queue'))
  tell(scene, {
    action: 'call.transferred',
    module: 'calls',
    targets: [
      { type: 'call', id: call.id, name: `${call.customer}, ${call.number}` },
      targetPerson(employee, 'from'),
      targetThing(queue, 'to'),
    ],
    http: request('POST', `/v2/calls/${call.id}/transfer`, 202),
    before: { at: employee.name },
    after: { at: queue.name },
    description: `${random.pick(['Warm', 'Blind'])} transfer to ${queue.name}`,
  })
}

/** A supervisor listens in, whispers to the agent, or takes part. */
export const listenIn: Deed = (scene) => {
  const { random, company } = scene
  const call = someCall(random, company.country)
  const agent = random.pick(company.people)
  const draft = {
    action: random.pick(['call.monitored', 'call.monitored', 'call.coached', 'call.joined']),
    module: 'calls',
    targets: [{ type: 'call', id: call.id, name: `${call.customer}, ${call.number}` }, targetPerson(agent, 'agent')],
    http: request('POST', `/v2/calls/${call.id}/monitor`, 200),
    purpose: random.pick(purposes),
    whyItMatters: 'Somebody heard a call they were not part of.',
  }
  tell(scene, random.chance(0.04) ? denied(random, draft, 'calls.listen') : draft)
}

export const playRecording: Deed = (scene) => {
  const { random } = scene
  const recording = recordingOf(scene)
  const draft = {
    action: 'recording.played',
    module: 'recordings',
    target: { type: 'recording', id: recording.id, name: recording.name },
    http: request('GET', `/v2/recordings/${recording.id}/audio`, 206),
    purpose: random.pick(purposes),
    details: { listened_seconds: Math.min(recording.seconds, random.whole(5, 900)), of_seconds: recording.seconds },
    whyItMatters: 'A recording holds what a customer said in confidence.',
  }
  tell(scene, random.chance(0.03) ? denied(random, draft, 'recordings.play') : draft)
}

export const downloadRecording: Deed = (scene) => {
  const { random } = scene
  const recording = recordingOf(scene)
  const draft = {
    action: 'recording.downloaded',
    module: 'recordings',
    target: { type: 'recording', id: recording.id, name: recording.name },
    http: request('GET', `/v2/recordings/${recording.id}/file`),
    purpose: random.pick(purposes),
    justification: random.chance(0.5) ? `Ticket #${random.whole(10200, 19999)}` : undefined,
    metadata: { format: 'wav', bytes: recording.seconds * 16_000 },
    whyItMatters: 'A downloaded recording is outside our control.',
  }
  tell(scene, random.chance(0.12) ? denied(random, draft, 'recordings.download') : draft)
}

export const deleteRecording: Deed = (scene) => {
  const { random } = scene
  const recording = recordingOf(scene)
  tell(scene, {
    action: 'recording.deleted',
    module: 'recordings',
    target: { type: 'recording', id: recording.id, name: recording.name },
    http: request('DELETE', `/v2/recordings/${recording.id}`, 204),
    before: {
      name: recording.name,
      seconds: recording.seconds,
      format: 'wav',
      consent: 'given at 00:04',
      retention: 'recordings',
    },
    reason: random.pick(['data_protection', 'customer_request', 'correction']),
  })
}

export const readTranscript: Deed = (scene) => {
  const { random } = scene
  const recording = recordingOf(scene)
  const verb = random.weighted([
    ['read', 8],
    ['downloaded', 2],
    ['corrected', 1],
  ] as const)
  tell(scene, {
    action: `transcript.${verb}`,
    operation: verb === 'corrected' ? 'update' : undefined,
    module: 'transcripts',
    target: { type: 'transcript', id: recording.id.replace('rec_', 'trs_'), name: recording.name, revision: '1' },
    http: request(verb === 'corrected' ? 'PATCH' : 'GET', `/v2/transcripts/${recording.id}`, 200),
    purpose: random.pick(purposes),
    before: verb === 'corrected' ? { lines: [{ id: '14', text: 'I want to counsel' }] } : undefined,
    after: verb === 'corrected' ? { lines: [{ id: '14', text: 'I want to cancel' }] } : undefined,
    expertMode: verb === 'corrected' ? true : undefined,
  })
}

export const scoreCall: Deed = (scene) => {
  const { random, company } = scene
  const call = someCall(random, company.country)
  const agent = random.pick(company.people)
  tell(scene, {
    action: 'call.scored',
    operation: 'scored',
    module: 'calls',
    targets: [{ type: 'call', id: call.id, name: call.customer }, targetPerson(agent, 'agent')],
    http: request('POST', `/v2/calls/${call.id}/score`),
    details: {
      greeting: random.whole(1, 5),
      listening: random.whole(1, 5),
      solution: random.whole(1, 5),
      comment: random.chance(0.3) ? 'Very patient with an angry caller.' : null,
    },
  })
}
