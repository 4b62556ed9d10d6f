import { at, isTest, isTypeScript, type Rule, type Source } from '../source.ts'

const places = [/^packages\/db\//, /^tooling\/bench\//, /^tooling\/faults\//, /^tooling\/checks\/src\/rules\/sql/]

// Sentences for people may begin with the same words; they do not go on like this.
const statement = new RegExp(
  [
    /['"`]\s*(?:select|SELECT)\s[^'"`]*\s(?:from|FROM)\s/,
    /['"`]\s*(?:insert into|INSERT INTO|delete from|DELETE FROM)\s+["\w.$]+/,
    /['"`]\s*(?:update|UPDATE)\s+["\w.$]+\s+(?:set|SET)\s/,
    /['"`]\s*(?:create|CREATE|alter|ALTER|drop|DROP|truncate|TRUNCATE)\s+(?:or replace |OR REPLACE )?(?:table|TABLE|index|INDEX|role|ROLE|database|DATABASE|schema|SCHEMA|function|FUNCTION|trigger|TRIGGER|policy|POLICY|extension|EXTENSION)\s/,
    /(?<![\w.-])sql(?:<[^`]*>)?`/,
    /\.unsafe\(/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
)

/**
 * Isolation between tenants is proved where the queries are; a statement elsewhere would escape that. Tests may look
 * behind the queries.
 */
export const sqlRule: Rule = {
  name: 'SQL',
  check: (sources) =>
    sources
      .filter((source) => isTypeScript(source) && !isTest(source) && !places.some((place) => place.test(source.path)))
      .flatMap(find),
}

function find(source: Source): string[] {
  return [...source.text.matchAll(statement)].map(
    ({ index }) => `${at(source, index)}: SQL outside packages/db: write a query there and call it`,
  )
}
