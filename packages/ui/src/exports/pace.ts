/** How often exports that are under way are asked for where no stream tells of them, in milliseconds. */
export const pollMs = 2000

/** A stream that says nothing for so long is held back by something on its way. */
export const silenceMs = 12_000
