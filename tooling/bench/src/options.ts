export type BodySize = 'small' | 'large'

export type BenchOptions = {
  /** Events of one measurement at the most. */
  events: number
  /** Seconds of one measurement at the most. */
  seconds: number
  rounds: number
  body: BodySize
  /** Measures only what has this in its name; the floor always. */
  only: string
  json: boolean
  profile: boolean
}

type Flags = {
  events?: string
  seconds?: string
  rounds?: string
  body?: string
  only?: string
  json: boolean
  profile: boolean
}

/** The options, or a sentence about what is wrong with them. */
export function readOptions(flags: Flags, usual: { events: number }): BenchOptions | string {
  const events = Number(flags.events ?? usual.events)
  const seconds = Number(flags.seconds ?? 3)
  const rounds = Number(flags.rounds ?? 3)
  const { body = 'small', only = '', json, profile } = flags
  if (!Number.isInteger(events) || events < 1000 || events % 1000 !== 0) return '--events takes thousands.'
  if (!(seconds > 0)) return '--seconds takes a number above 0.'
  if (!Number.isInteger(rounds) || rounds < 1) return '--rounds takes a whole number above 0.'
  if (body !== 'small' && body !== 'large') return '--body takes small or large.'
  return { events, seconds, rounds, body, only, json, profile }
}

export function usage(names: readonly string[]): string {
  return [
    `npm run bench -- [${names.join('|')}] [options]`,
    '',
    '  --events 20000   events of one measurement at the most; of queries and export, of the log (1000000)',
    '  --seconds 3      seconds of one measurement at the most',
    '  --rounds 3       how often each is measured; of queries, a tenth of it',
    '  --body small     small (about 600 bytes) or large (about 3,000)',
    '  --only http      measures what has this in its name, and the floor',
    '  --profile        where the recorder spends its time',
    '  --json           for programs',
  ].join('\n')
}
