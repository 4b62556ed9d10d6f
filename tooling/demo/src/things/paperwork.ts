import { defineKind, nudge, personName } from './thing.ts'

type Ticket = { subject: string; status: string; priority: string; assignee: string; text: string; tags: string[] }

const subjects = [
  'No audio in one direction after transfer',
  'Anrufe brechen nach 30 Sekunden ab',
  'Wrong caller name shown',
  'Please add three seats',
  'Recording of 14:05 is missing',
  'Voicemail arrives twice',
  'Callers hear “number not in service”',
  'A customer complains about call times',
  'Chamadas sem som em Lisboa',
  'Wallboard shows yesterday',
  'Import stops at line 4,117',
  'Rechnung doppelt erhalten?',
  'Headset echo on desk 12',
] as const

const paragraphs = [
  'Since this morning about one call in ten has audio in one direction only. It happens after a transfer between teams, never on direct calls. We restarted the softphones; that did not help.',
  'Der Kunde hat dreimal angerufen und wurde jedes Mal nach genau 30 Sekunden getrennt. Im Gesprächsprotokoll steht „BYE“ von der Gegenseite.\nBitte dringend prüfen, heute um 15 Uhr ist ein Rückruf versprochen.',
  'Steps:\n1. Call the main number\n2. Press 2\n3. Wait for the announcement to end\n4. Silence\n\nExpected: the queue. Seen with two carriers.',
  'We were told on the telephone that this would be done last week. It was not. Who is in charge?',
  'O cliente diz que não consegue ouvir-nos. Já trocámos de auscultadores. Segue em anexo a captura.',
  'Thanks! It works again. You may close this. 👍',
] as const

export const ticket = defineKind<Ticket>({
  key: 'ticket',
  module: 'tickets',
  path: '/v2/tickets',
  prefix: 'tkt',
  stock: 14,
  make(around) {
    const { random } = around
    const subject = random.pick(subjects)
    return {
      name: `#${random.whole(10200, 19999)} ${subject}`,
      state: {
        subject,
        status: 'open',
        priority: random.pick(['low', 'normal', 'normal', 'high', 'urgent']),
        assignee: personName(around),
        text: random.some(paragraphs, random.whole(1, 3)).join('\n\n'),
        tags: [random.pick(['audio', 'billing', 'import', 'routing', 'portal'])],
      },
    }
  },
  edits: [
    ({ status }, { random }) => {
      const next = random.pick(
        ['waiting for customer', 'in progress', 'solved', 'open'].filter((name) => name !== status),
      )
      return [{ status: next }, `${status} → ${next}`]
    },
    ({ priority }, { random }) => {
      const next = random.pick(['low', 'normal', 'high', 'urgent'].filter((name) => name !== priority))
      return [{ priority: next }, `Priority ${priority} → ${next}`]
    },
    ({ text }, { random }) => {
      const more = random.pick(paragraphs)
      return text.length > 1500 ? null : [{ text: `${text}\n\n${more}` }, 'Answered']
    },
  ],
})

type Invoice = {
  number: string
  month: string
  lines: { id: string; text: string; amount: number }[]
  total: number
  currency: string
  status: string
}

export const invoice = defineKind<Invoice>({
  key: 'invoice',
  module: 'invoices',
  path: '/v2/invoices',
  prefix: 'inv',
  stock: 3,
  make({ random, country }) {
    const number = `INV-${random.whole(202600100, 202699999)}`
    const lines = [
      { id: 'seats', text: 'Seats', amount: random.whole(20, 60) * 19 },
      { id: 'minutes', text: 'Minutes', amount: random.whole(3000, 90000) / 100 },
      { id: 'numbers', text: 'Telephone numbers', amount: random.whole(5, 40) },
    ]
    const total = Math.round(lines.reduce((sum, line) => sum + line.amount, 0) * 100) / 100
    return {
      name: number,
      state: {
        number,
        month: '2026-08',
        lines,
        total,
        currency: country === 'US' ? 'USD' : country === 'AU' ? 'AUD' : 'EUR',
        status: 'draft',
      },
    }
  },
  edits: [
    ({ status }) => {
      const next = status === 'draft' ? 'sent' : status === 'sent' ? 'paid' : 'archived'
      return next === status ? null : [{ status: next }, `${status} → ${next}`]
    },
    ({ lines, total }, { random }) => {
      const amount = -random.whole(5, 80)
      const text = 'Credit for an outage'
      return lines.length > 5
        ? null
        : [
            { lines: [...lines, { id: random.hex(4), text, amount }], total: Math.round((total + amount) * 100) / 100 },
            `Credit of ${-amount}`,
          ]
    },
  ],
})

type Plan = {
  tier: string
  seats: number
  minutes_included: number
  price_per_seat: number
  term_months: number
  status: string
}

export const plan = defineKind<Plan>({
  key: 'plan',
  module: 'plans',
  path: '/v2/plan',
  prefix: 'pln',
  stock: 1,
  make: ({ people }) => ({
    name: 'Business plan',
    state: {
      tier: 'Business',
      seats: people.length + 6,
      minutes_included: 20000,
      price_per_seat: 19,
      term_months: 12,
      status: 'active',
    },
  }),
  edits: [
    ({ tier }, { random }) => {
      const next = random.pick(['Starter', 'Business', 'Business plus', 'Enterprise'].filter((name) => name !== tier))
      return [{ tier: next, price_per_seat: random.pick([12, 19, 24, 31]) }, `${tier} → ${next}`]
    },
    ({ seats }, { random }) => {
      const next = nudge(random, seats, 2, [8, 90])
      return [{ seats: next }, `${seats} → ${next} seats`]
    },
    ({ minutes_included: old }, { random }) => {
      const next = nudge(random, old, 2500, [5000, 100000])
      return [{ minutes_included: next }, `${next} minutes included`]
    },
  ],
})

type Account = {
  method: string
  holder: string
  ends_in: string
  mail_to: string
  purchase_order: string
  dunning: boolean
}

export const billingAccount = defineKind<Account>({
  key: 'billing_account',
  module: 'billing',
  path: '/v2/billing/account',
  prefix: 'bil',
  stock: 1,
  make: ({ random, domain }) => ({
    name: 'Billing account',
    state: {
      method: 'direct debit',
      holder: domain,
      ends_in: String(random.whole(1000, 9999)),
      mail_to: `invoices@${domain}`,
      purchase_order: `PO-${random.whole(1000, 9999)}`,
      dunning: false,
    },
  }),
  edits: [
    ({ method }, { random }) => {
      const next = random.pick(['direct debit', 'card', 'invoice', 'bank transfer'].filter((name) => name !== method))
      return [{ method: next, ends_in: String(random.whole(1000, 9999)) }, `Paid by ${next}`]
    },
    (_, { random }) => {
      const order = `PO-${random.whole(1000, 9999)}`
      return [{ purchase_order: order }, `Purchase order ${order}`]
    },
    ({ mail_to: old }, { domain }) => {
      const next = old.startsWith('invoices') ? `accounts@${domain}` : `invoices@${domain}`
      return [{ mail_to: next }, `Invoices go to ${next}`]
    },
  ],
})
