import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixtures.ts'
import { address, productEnvironment } from './product.ts'

const repository = path.resolve(import.meta.dirname, '../../..')
const records = path.join(repository, '../shared/data/cloudtrail')

interface CloudTrailRecord {
  eventName: string
  eventSource: string
  sourceIPAddress: string
  userIdentity: { userName?: string }
}

test.describe('real CloudTrail records', () => {
  test.skip(!existsSync(records), 'the folder ../shared/data/cloudtrail is not here')

  test('go in whole, once, and are found by user, action, address and keyword with the right count', async ({
    page,
    signIn,
  }) => {
    test.setTimeout(240_000)
    const all = readdirSync(records).flatMap(
      (file): CloudTrailRecord[] => JSON.parse(readFileSync(path.join(records, file), 'utf8')).Records,
    )
    expect(importAll()).toMatchObject({ added: all.length, rejected: 0 })
    expect(importAll()).toMatchObject({ added: 0, known: all.length })

    await signIn(page, 'portal', 'admin@globex.test')
    const count = async (query: string) => {
      await page.goto(`${address('portal')}/audit-log?access=hide&${query}`)
      const said = await page
        .getByText(/^(No|[\d,]+) events?$/)
        .first()
        .textContent({ timeout: 15_000 })
      return Number(said?.replaceAll(/\D/g, ''))
    }
    const among = (matches: (record: CloudTrailRecord) => boolean) => all.filter(matches).length
    const isCalled = (record: CloudTrailRecord) => `${record.eventSource.split('.')[0]}.${record.eventName}`

    expect(await count('action=ec2.DescribeRouteTables')).toBe(
      among((record) => isCalled(record) === 'ec2.DescribeRouteTables'),
    )
    expect(await count('action=ec2.DescribeRouteTables&q=10.248.16.43')).toBe(
      among((one) => isCalled(one) === 'ec2.DescribeRouteTables' && one.sourceIPAddress === '10.248.16.43'),
    )
    expect(await count('q=10.248.16.43')).toBe(among((record) => record.sourceIPAddress === '10.248.16.43'))
    expect(await count('module=ssm&q=ThrottlingException')).toBe(
      among(
        (record) => record.eventSource.startsWith('ssm.') && JSON.stringify(record).includes('ThrottlingException'),
      ),
    )

    const actors = await (
      await page.request.get(`${address('portal')}/api/compliance/audit-events/actors?module=iam`)
    ).json()
    const named: { id: string; name: string; count: number } | undefined = actors.data.find(
      ({ name }: { name: string }) => name === 'bert-jan',
    )
    expect(named?.count).toBe(
      among((record) => record.eventSource.startsWith('iam.') && record.userIdentity.userName === 'bert-jan'),
    )
    expect(await count(`module=iam&actor=${named?.id}`)).toBe(named?.count ?? -1)
  })
})

/** What the command says of itself, as JSON. */
function importAll(): Record<string, unknown> {
  const command = ['--import', 'tsx', 'packages/cli/src/main.ts', 'import', 'cloudtrail', records]
  const { stdout, stderr, status } = spawnSync(process.execPath, [...command, '--tenant', 'globex', '--json'], {
    cwd: repository,
    env: { ...process.env, ...productEnvironment(process.env) },
    encoding: 'utf8',
  })
  expect([status, stderr.replaceAll(/^npm.*$/gm, '')]).toEqual([0, ''])
  const last = stdout.trim().split('\n').at(-1) ?? '{}'
  return JSON.parse(last)
}
