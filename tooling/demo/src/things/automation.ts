import { defineKind, nudge, pointTo } from './thing.ts'
import { wordsOf } from './words.ts'

type Provider = {
  vendor: string
  model: string
  temperature: number
  api_key: string
  endpoint: string
  monthly_limit: { amount: number; currency: string }
  logging: { prompts: boolean; keep_days: number }
  status: string
}

const models = ['parrot-3', 'parrot-3-mini', 'lyre-large', 'lyre-voice-2', 'mynah-7b', 'starling-realtime'] as const

export const aiProvider = defineKind<Provider>({
  key: 'ai_provider',
  module: 'ai_providers',
  path: '/v2/ai/providers',
  prefix: 'aip',
  stock: 2,
  switch: { field: 'status', on: 'enabled', off: 'disabled' },
  make({ random, country }) {
    const vendor = random.pick(['Parrot', 'Lyrebird', 'Mynah', 'Starling'])
    return {
      name: `${vendor} ${random.pick(['speech', 'chat', 'summaries'])}`,
      state: {
        vendor,
        model: random.pick(models),
        temperature: 0.4,
        api_key: plantedKey(random),
        endpoint: `https://api.${vendor.toLowerCase()}.test/v1`,
        monthly_limit: { amount: 250, currency: country === 'US' ? 'USD' : country === 'AU' ? 'AUD' : 'EUR' },
        logging: { prompts: false, keep_days: 14 },
        status: 'enabled',
      },
    }
  },
  edits: [
    (_, { random }) => [{ api_key: plantedKey(random) }, 'API key replaced'],
    ({ model }, { random }) => {
      const next = random.pick(models.filter((name) => name !== model))
      return [{ model: next }, `Model ${model} → ${next}`]
    },
    ({ temperature }, { random }) => {
      const next = nudge(random, temperature, 0.1, [0, 1.5])
      return [{ temperature: next }, `Temperature ${temperature} → ${next}`]
    },
    ({ monthly_limit: limit }, { random }) => {
      const amount = nudge(random, limit.amount, 50, [50, 5000])
      return [{ monthly_limit: { ...limit, amount } }, `Monthly limit ${amount} ${limit.currency}`]
    },
    ({ logging }) => [
      { logging: { ...logging, prompts: !logging.prompts } },
      logging.prompts ? 'Prompts no longer kept' : 'Prompts kept',
    ],
  ],
})

/** A made-up key of a form that has to be caught when an event comes in, by its name and by its looks. */
function plantedKey(random: { hex(length: number): string }): string {
  return `sk-demo-${random.hex(40)}`
}

type Agent = {
  prompt: string
  voice: string
  language: string
  model: string
  tools: { id: string; enabled: boolean; confirm: boolean }[]
  handoff: { id: string; name: string } | null
  turns_max: number
  status: string
}

const rules = [
  'Never promise a price.',
  'Hand over to a person when the caller asks twice.',
  'Read numbers digit by digit.',
  'Say in the first sentence that you are not a person.',
  'If the caller is upset, apologise once, then solve.',
  'Do not ask for card numbers or passwords.',
] as const

export const aiAgent = defineKind<Agent>({
  key: 'ai_agent',
  module: 'ai_agents',
  path: '/v2/ai/agents',
  prefix: 'aia',
  stock: 3,
  switch: { field: 'status', on: 'live', off: 'draft' },
  make(around) {
    const { random } = around
    return {
      name: random.pick([
        'Reception',
        'Night desk',
        'Appointment taker',
        'Claims intake',
        'Survey caller',
        'Lost & found',
      ]),
      state: {
        prompt: `You answer the telephone. Be brief and kind.\n- ${random.some(rules, 3).join('\n- ')}`,
        voice: random.pick(['alder', 'birch', 'rowan', 'willow']),
        language: random.pick(wordsOf(around.country).languages),
        model: random.pick(models),
        tools: ['calendar', 'crm_lookup', 'transfer', 'sms'].map((id) => ({
          id,
          enabled: id !== 'sms',
          confirm: id === 'transfer',
        })),
        handoff: pointTo(around, 'queue'),
        turns_max: 24,
        status: 'draft',
      },
    }
  },
  edits: [
    ({ prompt }, { random }) => {
      const rule = random.pick(rules)
      return prompt.includes(rule)
        ? [{ prompt: prompt.replace(`\n- ${rule}`, '') }, 'A rule taken out of the prompt']
        : [{ prompt: `${prompt}\n- ${rule}` }, 'A rule added to the prompt']
    },
    ({ tools }, { random }) => {
      const chosen = random.pick(tools)
      return [
        { tools: tools.map((tool) => (tool === chosen ? { ...tool, enabled: !tool.enabled } : tool)) },
        `Tool ${chosen.id} ${chosen.enabled ? 'taken away' : 'allowed'}`,
      ]
    },
    ({ voice }, { random }) => {
      const next = random.pick(['alder', 'birch', 'rowan', 'willow'].filter((name) => name !== voice))
      return [{ voice: next }, `Voice ${voice} → ${next}`]
    },
    ({ turns_max: turns }, { random }) => {
      const next = nudge(random, turns, 4, [4, 80])
      return [{ turns_max: next }, `Up to ${next} turns`]
    },
    ({ handoff: old }, around) => {
      const handoff = pointTo(around, 'queue')
      return handoff && handoff.id !== old?.id ? [{ handoff }, `Hands over to ${handoff.name}`] : null
    },
  ],
})
