import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

test('every code that the recorder’s source writes is in the list of its README', () => {
  const source = path.resolve(import.meta.dirname, '..')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  const own = files.filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
  const text = own.map((file) => readFileSync(path.join(source, file), 'utf8')).join('\n')
  const written = [...text.matchAll(/(?:\bcode: |\bunavailable\(\s*)'([a-z-]+)'/g)].map(([, code = '']) => code)
  expect(written.length).toBeGreaterThan(20)

  const readme = readFileSync(path.resolve(source, '../README.md'), 'utf8')
  const listed = new Set(
    [...readme.slice(readme.indexOf('## Codes of problems')).matchAll(/`([a-z0-9-]+)`/g)].map(([, code]) => code),
  )
  expect(written.filter((code) => !listed.has(code))).toEqual([])
})
