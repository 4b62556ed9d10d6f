/**
 * How many events there are, by value and by time: ready counts that the recorder keeps close behind each log, made
 * exact with the events around them, and counting the newest matches where a question asks for more than a range.
 */
export type { ActorName } from './actor-names.ts'
export { advanceCounts } from './advance-counts.ts'
export { type ActorCount, countActors } from './count-actors.ts'
export { type CountedTime, countByTime, type OutcomeCounts, type TimeQuestion } from './count-by-time.ts'
export { countFacets, type Facet, type FacetCounts, type FacetQuestion, type FacetValue } from './count-facets.ts'
export { oldestTime } from './count-range.ts'
