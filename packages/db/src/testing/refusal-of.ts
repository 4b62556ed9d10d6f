import { errorCodeOf } from '../errors.ts'

/** The code with which something was refused; a sentence when nothing was. */
export async function refusalOf(work: PromiseLike<unknown>): Promise<string> {
  try {
    await work
  } catch (error) {
    return errorCodeOf(error) ?? String(error)
  }
  return 'nothing was refused'
}
