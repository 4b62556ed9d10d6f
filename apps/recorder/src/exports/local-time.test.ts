import { expect, test } from 'vitest'
import { localTimes } from './local-time.ts'

test('a time is told by the clock of the zone, half hours and changes of clocks included', () => {
  const kolkata = localTimes('Asia/Kolkata')
  expect(kolkata('2026-11-20T18:45:01.007Z')).toBe('2026-11-21T00:15:01.007+05:30')
  const berlin = localTimes('Europe/Berlin')
  expect(berlin('2026-03-29T00:59:59.999Z')).toBe('2026-03-29T01:59:59.999+01:00')
  expect(berlin('2026-03-29T01:00:00.000Z')).toBe('2026-03-29T03:00:00.000+02:00')
  expect(localTimes('America/St_Johns')('2026-01-01T00:00:00.000Z')).toBe('2025-12-31T20:30:00.000-03:30')
  expect(localTimes('UTC')('2026-01-01T00:00:00.000Z')).toBe('2026-01-01T00:00:00.000+00:00')
})

test('a local time is the same instant, in any zone and century', () => {
  const zones = ['Europe/Amsterdam', 'Asia/Kathmandu', 'Pacific/Kiritimati', 'America/Caracas', 'Australia/Lord_Howe']
  for (const zone of zones) {
    const local = localTimes(zone)
    for (let year = 1970; year < 2040; year += 1) {
      for (const rest of ['01-15T12:34:56.789Z', '03-28T23:59:59.999Z', '10-25T01:30:00.000Z']) {
        const iso = `${year}-${rest}`
        expect(new Date(local(iso)).toISOString()).toBe(iso)
      }
    }
    expect(local('1850-06-01T00:00:00.000Z')).toMatch(/^18\d\d-\d\d-\d\dT[\d:.]{12}[+-]\d\d:\d\d(:\d\d)?$/)
  }
})
