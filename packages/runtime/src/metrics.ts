import { createHash, timingSafeEqual } from 'node:crypto'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

type Named<Label extends string> = { name: string; help: string; labels?: readonly Label[] }

export type Metrics = {
  /** The Prometheus text format, and the content type to send it with. */
  text(): Promise<string>
  contentType: string
  counter<Label extends string>(options: Named<Label>): Counter<Label>
  /** `read` is asked at each scrape; without it the gauge is set by hand. */
  gauge<Label extends string>(options: Named<Label> & { read?: () => number | Promise<number> }): Gauge<Label>
  /** Buckets are in the unit of the name, seconds as a rule. */
  histogram<Label extends string>(options: Named<Label> & { buckets?: readonly number[] }): Histogram<Label>
}

const secondsBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

/** A registry of this process's own, with Node's memory, garbage collection and event loop already in it. */
export function createMetrics(process: string): Metrics {
  const registry = new Registry()
  registry.setDefaultLabels({ process })
  collectDefaultMetrics({ register: registry })

  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    counter: ({ name, help, labels = [] }) => new Counter({ name, help, labelNames: labels, registers: [registry] }),
    gauge: ({ name, help, labels = [], read }) =>
      new Gauge({
        name,
        help,
        labelNames: labels,
        registers: [registry],
        ...(read && {
          async collect() {
            this.set(await read())
          },
        }),
      }),
    histogram: ({ name, help, labels = [], buckets = secondsBuckets }) =>
      new Histogram({ name, help, labelNames: labels, buckets: [...buckets], registers: [registry] }),
  }
}

/** Whether an `Authorization` header carries the token, compared in a time that does not depend on where they differ. */
export function isMetricsReader(authorization: string | null | undefined, token: string): boolean {
  const expected = createHash('sha256').update(`Bearer ${token}`).digest()
  const given = createHash('sha256')
    .update(authorization ?? '')
    .digest()
  return timingSafeEqual(expected, given)
}
