import { phoneNumber } from '../phone-numbers.ts'
import { targetPerson, targetThing, tell } from '../scene.ts'
import { customerName, wordsOf } from '../things/words.ts'
import { type Deed, denied, request } from './deed.ts'

const exported = [
  ['contact', 'contacts', 'Contacts'],
  ['lead', 'leads', 'Leads'],
  ['call', 'calls', 'Call records'],
  ['ticket', 'tickets', 'Tickets'],
] as const

/** Takes data out: asked for, made by the platform, fetched. */
export const exportData: Deed = (scene) => {
  const { random } = scene
  const [noun, module, title] = random.pick(exported)
  const rows = random.whole(40, 24_000)
  const id = `exp_${random.hex(10)}`
  const target = { type: 'export', id, name: `${title}, ${rows} rows` }
  const correlationId = `exp-${id}`
  const draft = {
    action: `${noun}.exported`,
    operation: 'export',
    module,
    targets: [
      { type: module, name: `${rows} rows` },
      { ...target, relation: 'export' },
    ],
    correlationId,
    http: request('POST', '/v2/exports', 202),
    purpose: random.pick(['monthly report', 'mail merge', 'check by the auditors', 'moving to another system']),
    details: {
      rows,
      format: random.pick(['csv', 'xlsx', 'json']),
      filter: random.pick(['all', 'this month', 'my team', 'tag: vip']),
    },
    whyItMatters: 'Data left the platform in bulk.',
  }
  if (random.chance(0.08)) return void tell(scene, denied(random, draft, 'exports.create'))
  tell(scene, draft)
  if (random.chance(0.85)) {
    tell(
      scene,
      {
        action: 'export.downloaded',
        module: 'exports',
        target,
        correlationId,
        http: request('GET', `/v2/exports/${id}/file`),
      },
      random.whole(20, 400) * 1000,
    )
  }
}

/** A file of leads: one event for the file, one for each line that made a lead, and one for each that did not. */
export const importLeads: Deed = (scene) => {
  const { random, company } = scene
  const town = random.pick(wordsOf(company.country).towns)
  const fileId = `leads-${town.toLowerCase().replaceAll(/[^a-z]+/g, '-')}-${random.whole(100, 999)}.csv`
  const batchId = `bat_${random.hex(12)}`
  const lines = random.whole(14, 46)
  const rejected = random.whole(0, 3)
  const parentId = tell(scene, {
    action: 'lead.imported',
    module: 'leads',
    target: { type: 'file', id: fileId, name: fileId },
    http: request('POST', '/v2/leads/import', 202),
    batchId,
    bulkImport: { fileId },
    details: {
      rows: lines,
      rejected,
      duplicates: random.whole(0, 5),
      list: `${town} ${random.whole(1, 40)}`,
      mapping: { A: 'name', B: 'phone', C: 'source' },
    },
    explanation: `File of ${lines} lines from the ${random.pick(['fair', 'partner shop', 'web form', 'old system'])}.`,
  })

  const line = { ...scene, by: { ...scene.by, origin: { ...scene.by.origin, channel: 'import' as const } } }
  for (let number = 2; number <= lines + 1; number += 1) {
    const name = customerName(random)
    const isRejected = number > lines + 1 - rejected
    tell(
      line,
      {
        action: 'lead.created',
        module: 'leads',
        target: { type: 'lead', id: `led_${random.hex(12)}`, name },
        batchId,
        parentId,
        bulkImport: { fileId, line: number },
        outcome: isRejected ? 'failure' : undefined,
        outcomeReason: isRejected ? 'The telephone number has too few digits' : undefined,
        after: isRejected
          ? undefined
          : { name, phone: phoneNumber(random, company.country), source: 'import', stage: 'new' },
      },
      2000 + number * 90,
    )
  }
}

/** Two records of one customer become one. */
export const mergeContacts: Deed = (scene) => {
  const { random, company } = scene
  const [kept, gone] = random.some(company.find('contact'), 2)
  if (!kept || !gone) return
  tell(scene, {
    action: 'contact.merged',
    module: 'contacts',
    targets: [targetThing(kept), targetThing(gone, 'merged')],
    http: request('POST', `/v2/contacts/${kept.id}/merge`, 200),
    before: { name: kept.name, phone: gone.state().phone ?? null },
    after: { name: kept.name, phone: kept.state().phone ?? null },
    description: `“${gone.name}” became part of “${kept.name}”`,
  })
}

/** Many records at once: one event that says how many, and the batch by which to find them. */
export const bulkUpdate: Deed = (scene) => {
  const { random, company } = scene
  const batchId = `bat_${random.hex(12)}`
  const leads = random.some(company.find('lead'), random.whole(5, 16))
  const stage = random.pick(['lost', 'contacted', 'visited'])
  const parentId = tell(scene, {
    action: 'bulk_operation.started',
    operation: 'update',
    module: 'bulk_operations',
    target: { type: 'bulk_operation', id: batchId, name: `Set stage to “${stage}”` },
    http: request('POST', '/v2/leads/bulk', 202),
    batchId,
    details: { count: leads.length, set: { stage }, filter: 'no answer for 60 days' },
  })
  leads.forEach((lead, index) => {
    const edit = lead.put({ stage })
    tell(
      scene,
      {
        action: 'lead.updated',
        module: 'leads',
        target: targetThing(lead),
        batchId,
        parentId,
        before: edit.before,
        after: edit.after,
        channel: 'job',
      },
      1500 + index * 120,
    )
  })
}

/** Somebody asked to be forgotten. */
export const eraseContact: Deed = (scene) => {
  const { random, company } = scene
  const contact = random.pick(company.find('contact'))
  const handler = random.pick(company.people)
  tell(scene, {
    action: 'contact.erased',
    operation: 'delete',
    module: 'data_governance',
    targets: [targetThing(contact), targetPerson(handler, 'asked by')],
    http: request('POST', `/v2/contacts/${contact.id}/erase`, 202),
    reason: 'data_protection',
    purpose: 'request for erasure',
    justification: 'Identity checked by call back to the known number',
    details: { recordings: random.whole(0, 12), transcripts: random.whole(0, 12), tickets: random.whole(0, 3) },
    whyItMatters: 'What was erased cannot be brought back.',
  })
}

/** A page of a customer's record was opened. */
export const readContact: Deed = (scene) => {
  const { random, company } = scene
  const contact = random.pick(company.find('contact'))
  tell(scene, {
    action: 'contact.viewed',
    module: 'contacts',
    target: targetThing(contact),
    http: request('GET', `/v2/contacts/${contact.id}`),
    purpose: random.chance(0.2) ? 'call in progress' : undefined,
  })
}
