import { expect, test } from 'vitest'
import { createMetrics, isMetricsReader } from './metrics.ts'

test('numbers appear under their names, labelled with the process', async () => {
  const metrics = createMetrics('portal')
  metrics.counter({ name: 'things_total', help: 'Things.', labels: ['kind'] }).inc({ kind: 'a' }, 2)
  metrics.gauge({ name: 'waiting', help: 'Waiting.', read: () => 7 })
  metrics.histogram({ name: 'wait_seconds', help: 'Waits.' }).observe(0.02)
  const text = await metrics.text()
  expect(text).toContain('things_total{kind="a",process="portal"} 2')
  expect(text).toContain('waiting{process="portal"} 7')
  expect(text).toContain('wait_seconds_bucket{le="0.025",process="portal"} 1')
  expect(text).toContain('nodejs_eventloop_lag_seconds')
})

test('two processes in one test have registries of their own', async () => {
  createMetrics('a').counter({ name: 'things_total', help: 'Things.' }).inc()
  expect(await createMetrics('b').text()).not.toContain('things_total')
})

test('only the whole token reads the metrics', () => {
  expect(isMetricsReader('Bearer right-token', 'right-token')).toBe(true)
  for (const wrong of ['Bearer right-toke', 'Bearer right-token2', 'right-token', 'Bearer ', '', null, undefined]) {
    expect(isMetricsReader(wrong, 'right-token')).toBe(false)
  }
})
