import { targetThing, tell } from '../scene.ts'
import { type Deed, failed, request } from './deed.ts'

/** Sends the configuration of an edge device to it. */
export const syncEdge: Deed = (scene) => {
  const { random, company } = scene
  const edge = random.pick(company.find('edge'))
  const revision = Number(edge.state().config_revision ?? 1) + 1
  const draft = {
    action: 'edge.synced',
    module: 'edge',
    target: targetThing(edge),
    http: request('POST', `/v2/edges/${edge.id}/sync`, 202),
    before: { config_revision: revision - 1 },
    after: { config_revision: revision },
    metadata: { bytes: random.whole(2_000, 90_000), took_ms: random.whole(300, 9_000), devices: random.whole(1, 30) },
  }
  if (random.chance(0.06)) return void tell(scene, failed(random, { ...draft, before: undefined, after: undefined }))
  edge.put({ config_revision: revision })
  tell(scene, draft)
}

export const generateReport: Deed = (scene) => {
  const { random } = scene
  const name = random.pick([
    'Calls per hour',
    'Abandoned calls',
    'Agent scorecard',
    'Campaign result',
    'Costs by number',
  ])
  tell(scene, {
    action: 'report.generated',
    module: 'reports',
    target: { type: 'report', id: `rpt_${random.hex(8)}`, name },
    http: request('POST', '/v2/reports', 202),
    details: { period: random.pick(['yesterday', 'last week', 'last month']), rows: random.whole(5, 900) },
  })
}

export const generateInvoice: Deed = (scene) => {
  const { random, company } = scene
  const invoice = random.pick(company.find('invoice'))
  tell(scene, {
    action: 'invoice.generated',
    module: 'invoices',
    target: targetThing(invoice),
    http: request('POST', `/v2/invoices/${invoice.id}/pdf`, 201),
    explanation: 'Base fee, minutes beyond the plan, numbers in use on the last day of the month. Rounded per line.',
    snapshot: invoice.state(),
    customerId: `C-${random.whole(10000, 99999)}`,
  })
}

/** What this platform knows and Daybook has never heard of. */
export const oddities: Deed = (scene) => {
  const { random, company } = scene
  const [action, module, name] = random.pick([
    ['wallboard.rearranged', 'wallboard', 'Big screen, 2nd floor'],
    ['fax.sent', 'fax', 'Kündigung.pdf'],
    ['plugin.installed', 'marketplace', 'Dial-by-colour'],
    ['callback_window.shifted', 'callbacks', 'Evenings'],
    ['sms_template.published', 'sms', 'Reminder, day before'],
    ['survey.answered', 'surveys', 'Team mood, week 40'],
    ['recording.redacted_part', 'recordings', 'Card number cut out'],
  ] as const)
  tell(scene, {
    action,
    module,
    target: { type: action.split('.')[0] ?? module, id: `x_${random.hex(6)}`, name },
    activityType: random.chance(0.3) ? 'Everyday business' : undefined,
    details: { by_the_way: `seen at ${company.domain}` },
  })
}
