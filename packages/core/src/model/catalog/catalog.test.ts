import { expect, test } from 'vitest'
import { actionKey } from '../action-key.ts'
import { modules } from '../areas.ts'
import { completeEvent } from '../complete.ts'
import { personOf } from '../people.ts'
import { redactedMark } from '../redact/mark.ts'
import { describeEvent } from '../sentence.ts'
import { sentenceText } from '../sentence-part.ts'
import { catalog, findAction } from './catalog.ts'
import { type ActionDefinition, draftOf } from './define-action.ts'

function exampleOf(action: ActionDefinition, outcome?: 'failure' | 'denied') {
  const draft = draftOf(action, action.example)
  return completeEvent(outcome ? { ...draft, outcome } : draft, {
    id: '019a9c1e-0000-7000-8000-000000000001',
    recordedAt: new Date('2026-11-20T09:30:00Z'),
    secretKeys: [],
    actor: personOf({ id: 'usr_2', name: 'Grace Hopper' }),
  })
}

test('every action has a name of its own, a noun and a past tense', () => {
  expect(new Set(catalog.map((action) => actionKey(action.name))).size).toBe(catalog.length)
  for (const { name } of catalog)
    expect(name).toMatch(
      /^[a-z]+(?:_[a-z]+)*\.(?:[a-z]+_)*(?:[a-z]+ed|sent|set|reset|lost|found|given|taken|shown|held)$/,
    )
})

test('an action is found in either of its spellings', () => {
  expect(findAction('audit_log_accessed')?.name).toBe('audit_log.accessed')
  expect(findAction('Audit_Log.Accessed')?.name).toBe('audit_log.accessed')
  expect(findAction('campaign.updated')).toBeNull()
  expect(findAction('__proto__')).toBeNull()
})

test.for(catalog.map((action) => [action.name, action] as const))('%s is whole', ([, action]) => {
  expect(action.data.parse(JSON.parse(JSON.stringify(action.example)))).toEqual(action.example)
  expect(Object.keys(modules)).toContain(action.module)
  expect(Object.keys(Object(action.example))).toEqual(expect.arrayContaining([...action.personal]))

  const event = exampleOf(action)
  expect(event).toMatchObject({ action: action.name, operation: action.operation, module: action.module })
  expect(JSON.parse(JSON.stringify(event))).toEqual(event)
  expect(JSON.stringify(event)).not.toContain(redactedMark)
})

test.for(catalog.map((action) => [action.name, action] as const))('%s reads as its sentence', ([, action]) => {
  const pieces = action.sentence.split(/\{[^{}]+\}/)
  // An action that is a failure by itself is told as tried, which the next test looks at.
  const event = exampleOf(action)
  const hasFailed = event.outcome === 'failure' && event.operation !== 'login_failed'
  const told = sentenceText(describeEvent(hasFailed ? { ...event, outcome: 'success' } : event))
  expect(told).toMatch(/^Grace Hopper \S/)
  for (const piece of pieces) expect(told).toContain(piece)
})

test.for(catalog.map((action) => [action.name, action] as const))('%s that failed reads as tried', ([, action]) => {
  const hasFailedAlready = action.operation === 'deny' || action.operation === 'login_failed'
  const told = sentenceText(describeEvent(exampleOf(action, 'denied')))
  if (hasFailedAlready) expect(told).not.toContain('tried')
  else expect(told).toMatch(/^Grace Hopper tried to .* and was refused$/)
  expect(told).not.toMatch(/tried to \S+ed\b/)
})
