import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { findFiles } from './find-files.ts'
import { readRecords } from './read-records.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'daybook-import-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function read(name: string, content: string | Uint8Array): Promise<string[]> {
  const file = path.join(folder, name)
  await writeFile(file, content)
  const [source] = await findFiles([file])
  if (!source) throw new Error('The file that was just written is not there.')
  const lines: string[] = []
  for await (const item of readRecords(source)) {
    lines.push('value' in item ? `${item.index} ${JSON.stringify(item.value)}` : `${item.index} ! ${item.reason}`)
  }
  return lines
}

const three = ['0 {"a":1}', '1 {"a":2}', '2 {"a":3}']

test.each([
  ['records.json', '{"Records":[{"a":1},{"a":2},{"a":3}]}'],
  [
    'other-fields.json',
    '{"next":"x\\"]", "n": 5, "o": {"Records": [9]}, "Records" : [ {"a":1} , {"a":2},{"a":3} ], "more": 1}',
  ],
  ['array.json', ' [\n{"a":1},\n{"a":2},\n{"a":3}\n]\n'],
  ['with-bom.json', '\uFEFF[{"a":1},{"a":2},{"a":3}]'],
  ['one-too-many.json', '[{"a":1},{"a":2},{"a":3},]'],
  ['one-a-line.json', '{"a":1}\n{"a":2}\n{"a":3}'],
  ['lines.ndjson', '{"a":1}\n{"a":2}\r\n{"a":3}\n'],
  ['lines.jsonl', '{"a":1}\n{"a":2}\n{"a":3}'],
])('the records of %s are read', async (name, content) => {
  expect(await read(name, content)).toEqual(three)
  expect(await read(`${name}.gz`, gzipSync(content))).toEqual(three)
})

test('a record by itself is read', async () => {
  expect(await read('single.json', '{"a":{"b":["]}"]}}')).toEqual(['0 {"a":{"b":["]}"]}}'])
})

test('a broken record spoils no other', async () => {
  expect(await read('a.json', '{"Records":[{"a":1},{"a":},7,{"a":1,"a":2},{"a":5}]}')).toEqual([
    '0 {"a":1}',
    expect.stringMatching(/^1 ! This is not JSON/),
    '2 ! not a JSON object',
    expect.stringMatching(/^3 ! The key “a” stands twice/),
    '4 {"a":5}',
  ])
  expect(await read('a.ndjson', '{"a":1}\nnonsense\n\n{"a":4}')).toEqual([
    '0 {"a":1}',
    expect.stringMatching(/^1 ! This is not JSON/),
    '3 {"a":4}',
  ])
})

test('of a file that was cut off, the whole records are read and the place is told', async () => {
  expect(await read('a.json', '{"Records":[{"a":1},{"a":"x]')).toEqual([
    '0 {"a":1}',
    '1 ! the file ends in the middle of this record',
  ])
  expect(await read('b.json', '{"Records":[{"a":1}')).toEqual(['0 {"a":1}', '1 ! the file ends before this record'])
  expect(await read('c.json', '[{"a":1} {"a":2}]')).toEqual(['0 {"a":1}', '1 ! the list of records is broken here'])
})

test('numbers too long for a double keep their digits', async () => {
  expect(await read('a.json', '[{"n":12345678901234567890}]')).toEqual(['0 {"n":"12345678901234567890"}'])
})

test.each([
  ['empty.json', '', '0 ! the file is empty'],
  ['text.json', 'hello', '0 ! the file does not start like JSON'],
  ['broken.json.gz', gzipSync('[{"a":1}]').subarray(0, 15), 'null ! the file cannot be read: '],
  ['broken.ndjson.gz', gzipSync('{"a":1}\n'.repeat(1000)).subarray(0, 30), 'null ! the file cannot be read: '],
  ['plain.ndjson.gz', '{"a":1}', 'null ! the file cannot be read: '],
  ['latin1.json', Buffer.from('[{"a":"\xe9"}]', 'latin1'), 'null ! the file cannot be read: '],
])('%s is refused with a reason', async (name, content, reason) => {
  expect((await read(name, content)).at(-1)).toContain(reason)
})

test('no records are no fault', async () => {
  expect(await read('a.json', '{"Records":[]}')).toEqual([])
  expect(await read('a.ndjson', '\n')).toEqual([])
})

test('folders are searched for files of records, each once and in order of their names', async () => {
  await mkdir(path.join(folder, 'deep/er'), { recursive: true })
  for (const name of ['b.json', 'deep/a.json.gz', 'deep/er/c.NDJSON', 'notes.txt', 'data.csv']) {
    await writeFile(path.join(folder, name), '[]')
  }
  await symlink(path.join(folder, 'b.json'), path.join(folder, 'deep', 'z.json'))
  const files = await findFiles([path.join(folder, 'deep'), folder, path.join(folder, 'notes.txt')])
  expect(files.map(({ name }) => name)).toEqual(['a.json.gz', 'b.json', 'c.NDJSON', 'notes.txt'])
})

test('a path that is not there, and a folder with nothing to read, are told', async () => {
  await expect(findFiles([path.join(folder, 'nowhere')])).rejects.toThrow('nowhere is not there.')
  await expect(findFiles([folder])).rejects.toThrow('holds no .json, .json.gz or .ndjson file.')
})
