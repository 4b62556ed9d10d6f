import { expect, test } from 'vitest'
import { actionKey, actionMatches } from './action-key.ts'

test('dots and underscores are equal, and so are capitals', () => {
  expect(actionKey('audit_log.accessed')).toBe('audit_log_accessed')
  expect(actionMatches('audit_log.accessed', 'audit_log_accessed')).toBe(true)
  expect(actionMatches('iam.DeleteUser', 'IAM.deleteuser')).toBe(true)
  expect(actionMatches('campaign.updated', 'campaign.created')).toBe(false)
})

test('a star at the end stands for the rest', () => {
  expect(actionMatches('campaign.updated', 'campaign.*')).toBe(true)
  expect(actionMatches('campaign_list.updated', 'campaign.*')).toBe(true)
  expect(actionMatches('campaign', 'campaign.*')).toBe(false)
  expect(actionMatches('anything', '*')).toBe(true)
  expect(actionMatches('a*b', 'a*c')).toBe(false)
})
