import { expect, test } from 'vitest'
import { isWorthShowing, readLogLine } from './log-line.ts'

test('a record reads as level, message and cause', () => {
  const line = '{"level":"error","time":1,"msg":"a request failed","err":{"message":"no such table"}}'
  expect(readLogLine(line)).toEqual({ level: 50, text: 'error a request failed: no such table' })
})

test('a request shows what was asked and answered', () => {
  const line = '{"level":"info","msg":"request","method":"GET","path":"/audit-log","status":200,"ms":12}'
  expect(readLogLine(line).text).toBe('info request GET /audit-log 200 12 ms')
})

test.each(['Error: boom', '{ not json', '{"level":', '[1]', ''])('what is no record passes as it is: %j', (line) => {
  expect(readLogLine(line)).toEqual({ level: 40, text: line })
})

test('the terminal shows warnings, errors and what nobody formatted, but no routine', () => {
  const shown = [
    '{"level":"info","msg":"listening"}',
    '{"level":"warn","msg":"slow"}',
    '{"level":"fatal","msg":"gone"}',
    'Error: boom',
  ]
  expect(shown.map((line) => isWorthShowing(readLogLine(line)))).toEqual([false, true, true, true])
})
