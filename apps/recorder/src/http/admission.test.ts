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

test('one log may hold no more requests than are left for all others, so that each finds room', () => {
  const { enter } = createAdmission({ requestsMax: 100 })
  const joined = (log: string) => {
    let count = 0
    for (let ticket = enter(); ticket !== null; ticket = enter()) {
      if (!ticket.join(log)) {
        ticket.leave()
        return count
      }
      count += 1
    }
    return count
  }
  expect([joined('held'), joined('second'), joined('third'), joined('fourth')]).toEqual([50, 25, 12, 6])
})

test('the bodies for one log take no more than is left for all others', () => {
  const { enter } = createAdmission({ bytesMax: 100 })
  const tickets = Array.from({ length: 4 }, () => enter())
  for (const ticket of tickets.slice(0, 3)) expect(ticket?.join('held')).toBe(true)
  expect(tickets[3]?.join('other')).toBe(true)
  expect(tickets[0]?.claim(40)).toBe(true)
  expect(tickets[1]?.claim(11)).toBe(false)
  expect(tickets[2]?.claim(10)).toBe(true)
  expect(tickets[3]?.claim(25)).toBe(true)
  tickets[0]?.leave()
  expect(tickets[1]?.claim(20)).toBe(true)
})
