import { expect, test } from 'vitest'
import { createAdmission } from './admission.ts'

test('no more requests are let in than may be worked on, and each that leaves makes room', () => {
  const { enter, requests } = createAdmission({ requestsMax: 2 })
  const [first, second] = [enter(), enter()]
  expect(enter()).toBeNull()
  first?.leave()
  expect(requests()).toBe(1)
  expect(enter()).not.toBeNull()
  expect(enter()).toBeNull()
  second?.leave()
  expect(requests()).toBe(1)
})

test('bodies share one budget, and what a request claimed is free again when it leaves', () => {
  const { enter, bytes } = createAdmission({ bytesMax: 100 })
  const [first, second] = [enter(), enter()]
  expect(first?.claim(60)).toBe(true)
  expect(second?.claim(41)).toBe(false)
  expect(second?.claim(40)).toBe(true)
  expect(first?.claim(1)).toBe(false)
  first?.leave()
  expect(bytes()).toBe(40)
  second?.leave()
  expect(bytes()).toBe(0)
})
