import type { Country } from '../calendar.ts'
import type { Random } from '../random.ts'

/** The words of the made-up companies: what they call their campaigns and queues, and who their customers are. */
interface Words {
  campaigns: readonly string[]
  queues: readonly string[]
  menus: readonly string[]
  projects: readonly string[]
  languages: readonly string[]
  towns: readonly string[]
}

const german: Words = {
  campaigns: [
    'Küchenfrühling 2026',
    'Rückruf Musterküche',
    'Spring sale',
    'Bestandskunden Arbeitsplatten',
    'Messekontakte Köln',
    'Altgeräte-Aktion',
    'Winback Q3',
    'Lisboa: cozinhas novas',
    'Zufriedenheit nach Montage',
    'Terminerinnerung Aufmaß',
    'Neueröffnung Spandau',
    'Hochzeitslisten',
  ],
  queues: ['Verkauf', 'Montage', 'Reklamation', 'Rückrufe', 'Atendimento Lisboa', 'VIP', 'Ersatzteile', 'Buchhaltung'],
  menus: ['Hauptmenü', 'Servicezeiten', 'Montagehotline', 'Menu principal Lisboa', 'Feiertagsansage'],
  projects: ['Umzug der Zentrale', 'Sprachdialog 2.0', 'Messe Köln', 'Datenbereinigung CRM', 'Pilot KI-Rezeption'],
  languages: ['de-DE', 'pt-PT', 'en-GB'],
  towns: ['Spandau', 'Köpenick', 'Potsdam', 'Leipzig', 'Dessau', 'Lisboa', 'Setúbal', 'Coimbra'],
}

const american: Words = {
  campaigns: [
    'Snowbirds renewal',
    'Cruise season upsell',
    'Claims call-back',
    'Student travel 2026',
    'Lapsed policies: last chance',
    'Airport kiosk leads',
    'Honeymoon cover',
    'Renewal reminders (auto)',
    'Medical assistance follow-up',
    'Agent-only preview list',
  ],
  queues: [
    'New policies',
    'Claims',
    'Claims: overnight',
    'Medical assistance',
    'Renewals',
    'Spanish line',
    'Complaints',
  ],
  menus: ['Main menu', 'Menú principal', 'Claims intake', 'After hours', 'Lost luggage'],
  projects: [
    'Kolkata night desk',
    'Claims bot pilot',
    'Carrier change',
    'Quality scorecards',
    'State licence renewals',
  ],
  languages: ['en-US', 'es-US', 'en-IN', 'hi-IN', 'bn-IN'],
  towns: ['Yonkers', 'Hoboken', 'White Plains', 'Salt Lake', 'Howrah', 'Queens', 'Newark', 'Albany'],
}

const australian: Words = {
  campaigns: [
    'Back to school licences',
    'Council rollout',
    'End of support notices',
    'Training vouchers',
    'Renewals SA',
  ],
  queues: ['Help desk', 'Sales', 'Schools', 'Councils', 'After hours'],
  menus: ['Front door', 'School holidays', 'Outage message'],
  projects: ['Campus phones', 'TPS reports', 'Moving off copper', 'Flair badges'],
  languages: ['en-AU', 'vi-VN', 'el-GR'],
  towns: ['Port Adelaide', 'Mount Barker', 'Gawler', 'Victor Harbor', 'Whyalla', 'Coober Pedy'],
}

export function wordsOf(country: Country): Words {
  if (country === 'DE' || country === 'PT') return german
  return country === 'AU' ? australian : american
}

const given = [
  'Ada',
  'Bao',
  'Celeste',
  'Dimitri',
  'Elif',
  'Faisal',
  'Gwen',
  'Hana',
  'Ivo',
  'Jyoti',
  'Kofi',
  'Lucía',
  'Mikkel',
  'Nia',
  'Orhan',
  'Petra',
  'Quentin',
  'Rosa',
  'Stellan',
  'Tamar',
  'Uwe',
  'Vera',
  'Wanjiru',
  'Ximena',
  'Yara',
  'Zsófia',
  'Åse',
  'Øystein',
  '美咲',
  '지훈',
  'Юлия',
  'سلمى',
  'נועה',
  'Ελένη',
  'आरव',
] as const

const family = [
  'Abernathy',
  'Bianchi',
  'Çelik',
  'Dlamini',
  'Eriksen',
  'Fontaine',
  'Grzyb',
  'Hoffmann',
  'Ito',
  'Jansen',
  'Kaminski',
  'Lefèvre',
  'Moreau',
  'Ngata',
  "O'Dwyer",
  'Pereira',
  'Quiroga',
  'Rossi',
  'Schäfer',
  'Tanaka',
  'Ueda',
  'Vasquez',
  'Weiß',
  'Xu',
  'Yamada',
  'Zając',
  'Đorđević',
  'İnce',
  'Ólafsson',
  'Świątek',
  'Müller-Lüdenscheidt',
  'van den Berg',
  'Al-Masri',
  'Nguyễn',
] as const

/** A customer of one of the tenants. */
export function customerName(random: Random): string {
  return `${random.pick(given)} ${random.pick(family)}`
}

export function customerEmail(random: Random): string {
  return `customer.${random.hex(5)}@${random.pick(['mail.test', 'post.test', 'inbox.test'])}`
}
