import type { Person } from '@daybook/core/model'

/** Who did what this process does of itself. */
export const recorderItself: Person = {
  type: 'system',
  id: 'recorder',
  email: null,
  username: null,
  name: 'Recorder',
  role: null,
}
