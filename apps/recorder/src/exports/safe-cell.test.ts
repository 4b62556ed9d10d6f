import { expect, test } from 'vitest'
import { safeCell, visible } from './safe-cell.ts'

const starts = ['=', '+', '-', '@', '＝', '＋', '－', '＠']

test.each(starts)('a cell does not start with %s, nor after spaces and quotes', (sign) => {
  for (const before of ['', ' ', '  ', '\u00a0', '\u3000', '"', "'", '“', ' "\' ', '\u200b', '\ufeff'])
    expect(safeCell(`${before}${sign}1+1`)).toMatch(/^'/)
})

test.each(['\t', '\r', '\n', '\u0000'])('a cell that starts with %j is marked and shows it', (sign) => {
  expect(safeCell(`${sign}cmd`)).toBe(`'${visible(sign)}cmd`)
  expect(safeCell(`${sign}cmd`)).not.toContain(sign)
})

test('other cells are what they are', () => {
  for (const text of ['', 'plain', 'a=b', '1-2', "it's", '100 %', 'Ünïcödé 日本語 🙂', '"quoted"', 'a, b; c'])
    expect(safeCell(text)).toBe(text)
})

test('what cannot be seen is shown, and as JSON it means the same', () => {
  const hidden = 'a\u202Eb\u2066c\u001b[31md\u0085e\u2028f\r\ng\u0000h'
  expect(visible(hidden)).toBe('a\\u202eb\\u2066c\\u001b[31md\\u0085e\\u2028f\\r\\ng\\u0000h')
  expect(JSON.parse(visible(JSON.stringify({ [hidden]: [hidden] })))).toEqual({ [hidden]: [hidden] })
})
