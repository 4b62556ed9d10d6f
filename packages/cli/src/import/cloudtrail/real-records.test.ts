import { describeEvent, eventInputSchema, normaliseEvent, sentenceText } from '@daybook/core/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { findFiles } from '../find-files.ts'
import type { ImportedEvent } from '../format.ts'
import { runImport } from '../run-import.ts'
import { cloudTrailFormat } from './format.ts'
import { hasRealRecords, realRecords, skippedNote } from './real-records.ts'

const events: ImportedEvent[] = []
const refused: string[] = []

// Those records are no part of the repository: where they are not beside it, there is nothing to read.
describe.skipIf(!hasRealRecords)(`records as CloudTrail delivers them${skippedNote}`, () => {
  beforeAll(async () => {
    await runImport({
      files: await findFiles([realRecords]),
      format: cloudTrailFormat,
      signal: AbortSignal.timeout(60_000),
      onProgress: () => {},
      onReject: ({ file, record, reason }) => refused.push(`${file} ${record}: ${reason}`),
      record: async (batch) => {
        events.push(...batch)
        return batch.map(() => ({ status: 'new' }))
      },
    })
  })

  test('all become events, each with an id of its own', () => {
    expect(refused).toEqual([])
    expect(events).toHaveLength(1469)
    expect(new Set(events.map(({ id }) => id)).size).toBe(1469)
    expect(events.filter((event) => !eventInputSchema.safeParse(event).success)).toEqual([])
  })

  test('what was done, and with which result, is told of each', () => {
    const counts = (key: 'operation' | 'outcome') => {
      const count: Record<string, number> = {}
      for (const event of events) count[event[key] ?? ''] = (count[event[key] ?? ''] ?? 0) + 1
      return count
    }
    expect(new Set(events.map(({ action }) => action)).size).toBe(218)
    expect(counts('operation')).toEqual({
      read: 1078,
      delete: 133,
      create: 79,
      decrypt: 77,
      encrypt: 22,
      update: 22,
      assume: 18,
      assign: 15,
      unassign: 13,
      revoke: 4,
      generate: 4,
      activate: 3,
      deactivate: 1,
    })
    expect(counts('outcome')).toEqual({ success: 1326, failure: 136, denied: 7 })
  })

  test('every one tells who acted', () => {
    expect(events.filter(({ actor }) => !actor.id || !actor.name)).toEqual([])
  })

  test('every change tells what it was done to', () => {
    const still = new Set(['read', 'assume'])
    expect(events.filter(({ operation, targets }) => !still.has(operation ?? '') && !targets?.[0]?.type)).toEqual([])
  })

  test('each is recorded whole, without the secrets in it, and reads as a sentence', () => {
    const recordedAt = new Date('2026-01-02T03:04:05.678Z')
    for (const event of events) {
      const recorded = normaliseEvent(event, { id: event.id, recordedAt, secretKeys: [] })
      expect(JSON.stringify(recorded)).not.toMatch(/IQoJb3JpZ2lu/)
      expect(recorded).toMatchObject({ id: event.id, action: event.action, occurredAt: event.occurredAt })
      expect(sentenceText(describeEvent(recorded, { showIds: true }))).toMatch(/^\S+ \S+/)
    }
  })
})
