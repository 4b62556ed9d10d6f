import type { Fault } from '../fault.ts'
import { pass } from '../harness/poll.ts'
import { survive } from './blow.ts'

const everyMs = 200

export const terminateBackends: Fault = {
  name: 'F4',
  title: 'a random connection of the recorder is terminated every 200 ms',
  repeats: { short: 1, long: 1 },
  seconds: { short: 5, long: 60 },
  run: (harness, trouble) =>
    survive(harness, trouble, {
      fromItsEnd: true,
      async strike() {
        const end = performance.now() + trouble.seconds * 1000
        let hits = 0
        while (performance.now() < end) {
          const rows = await harness.database.superuser<{ hit: boolean }[]>`
            select pg_terminate_backend(pid) as hit from pg_stat_activity
            where application_name like 'daybook recorder%' order by random() limit 1`
          hits += rows.filter(({ hit }) => hit).length
          await pass(everyMs)
        }
        trouble.say(`${hits} connections terminated`)
      },
    }),
}
