import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

test('codes of problems are words in small letters joined by hyphens, here as in the recorder', () => {
  const here = import.meta.dirname
  const sources = readdirSync(here).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  const text = sources.map((name) => readFileSync(path.join(here, name), 'utf8')).join('\n')
  const codes = [...text.matchAll(/(?:\bcode: |\brefuse\(\d+, )'([^']*)'/g)].map(([, code = '']) => code)
  expect(codes.length).toBeGreaterThan(8)
  for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/)
})
