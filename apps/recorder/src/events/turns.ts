/** Turns of the event loop for long work, one at a time and in the order they are asked for. */
export interface Turns {
  /** Resolves when it is the caller's turn, which lasts until it waits for something. */
  next(): Promise<void>
}

/** How long one turn may keep everybody else waiting, milliseconds. */
const turnMsMax = 5
/** What is done sooner than a turn comes. */
const littleMax = 10

/**
 * Between two turns everything else has its own: answers, refusals, and new connections, of which Node takes one each
 * time its loop comes round. So no more than one piece of long work is done in each round, whoever's it is.
 */
export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve()
  return {
    next() {
      last = last.then(() => new Promise((resolve) => setImmediate(resolve)))
      return last
    },
  }
}

/** Like `map`, piece by piece for as many turns as it takes. What `make` throws ends it. */
export async function mapInTurns<In, Out>(
  turns: Turns,
  items: readonly In[],
  make: (item: In, index: number) => Out,
): Promise<Out[]> {
  const made: Out[] = []
  if (items.length > littleMax) await turns.next()
  let since = performance.now()
  for (const [index, item] of items.entries()) {
    if (performance.now() - since > turnMsMax) {
      await turns.next()
      since = performance.now()
    }
    made.push(make(item, index))
  }
  return made
}
