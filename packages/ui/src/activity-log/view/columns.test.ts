import { expect, test } from 'vitest'
import {
  columnsDefault,
  columnsFromCookie,
  columnsToCookie,
  logColumns,
  movedColumn,
  readColumns,
  roomFor,
  withColumn,
} from './columns.ts'

test('what a cookie remembers is read back as it was', () => {
  const columns = readColumns(['ip', 'text', 'time'])
  expect(columns).toEqual(['ip', 'text', 'time'])
  expect(columnsFromCookie(`a=b; daybook_columns=${columnsToCookie(columns ?? [], 'compact')}; c=d`)).toEqual({
    columns: ['ip', 'text', 'time'],
    density: 'compact',
  })
})

test.each([[null], [''], ['daybook_columns='], ['daybook_columns=nothing.of.this~huge'], ['daybook_columns=<script>']])(
  'a cookie without columns (%s) shows the usual ones',
  (cookie) => {
    expect(columnsFromCookie(cookie)).toEqual({ columns: [...columnsDefault], density: 'comfortable' })
  },
)

test('unknown columns and repetitions are left out, and the sentence is always there', () => {
  expect(readColumns(['time', 'colour', 'time', 'outcome'])).toEqual(['time', 'text', 'outcome'])
  expect(readColumns(['colour'])).toBeNull()
})

test('a column that comes back stands where it usually does, and the sentence cannot go', () => {
  const without = withColumn(columnsDefault, 'module', false)
  expect(without).not.toContain('module')
  expect(withColumn(without, 'module', true)).toEqual(columnsDefault)
  expect(withColumn(columnsDefault, 'row', true)).toEqual(logColumns)
  expect(withColumn(columnsDefault, 'text', false)).toEqual(columnsDefault)
})

test('a column moves by one place, and not beyond the ends', () => {
  expect(movedColumn(['time', 'user', 'text'], 'user', -1)).toEqual(['user', 'time', 'text'])
  expect(movedColumn(['time', 'user', 'text'], 'time', -1)).toEqual(['time', 'user', 'text'])
  expect(movedColumn(['time', 'user', 'text'], 'text', 1)).toEqual(['time', 'user', 'text'])
  expect(movedColumn(['time', 'text'], 'ip', 1)).toEqual(['time', 'text'])
})

test('less important columns give way first; hiding one makes room for the others', () => {
  const room = roomFor(columnsDefault)
  expect(room.get('text')).toBe(0)
  expect(room.get('user')).toBeLessThan(room.get('ip') ?? 0)
  expect(room.get('ip')).toBeLessThan(room.get('module') ?? 0)
  const fewer = roomFor(columnsDefault.filter((column) => column !== 'user'))
  expect(fewer.get('module')).toBeLessThan(room.get('module') ?? 0)
})

test('each step that can come about is one the stylesheet knows: every third width from 17 to 89', () => {
  for (const step of roomFor(logColumns).values()) {
    expect(step === 0 || (step >= 17 && step <= 89 && (step - 17) % 3 === 0)).toBe(true)
  }
})
