import type { Json } from './json.ts'

/**
 * One changed field. `path` is dotted (`pacing.max_lines`); an array member that has an identity is named by it
 * (`members[u_42].role`). A field that did not exist before has no `before`, one that is gone has no `after`.
 */
export interface Change {
  path: string
  before?: Json
  after?: Json
}
