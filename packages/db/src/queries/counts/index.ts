/**
 * How many events there are, by value and by time: ready counts that the recorder keeps close behind each log, made
 * exact with the events around them, and counting the newest matches where a question asks for more than a range.
 */
export { advanceCounts } from './advance-counts.ts'
