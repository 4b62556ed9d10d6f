import type { ItemProblem } from './item-problem.ts'

/** Another event has this id, and stays: an id is given once, for ever. */
export function conflictWith({ id, number }: { id: string; number: number }): ItemProblem {
  return {
    status: 409,
    code: 'id-conflict',
    detail: `The log has another event under the id ${id}, as number ${number}. It stays as it is, and this one is not recorded.`,
  }
}

export const notStorable: ItemProblem = {
  status: 422,
  code: 'event-not-storable',
  detail: 'The log cannot hold this event. The request id leads to the cause in the recorder’s log.',
}
