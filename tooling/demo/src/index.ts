/**
 * A made-up world to look at: five organisations, some 110 people, ninety days and about 50,000 events of a telephone
 * platform for businesses, the same for the same seed and end. For the demo, the tests and the benchmarks; production
 * never loads it.
 */
export { type LogName, logNames } from './company.ts'
export { type DemoPerson, people } from './people.ts'
export type { WorldEvent } from './scene.ts'
export { incidentDay } from './stories/incident.ts'
export { type WorldOptions, worldEvents } from './world.ts'
