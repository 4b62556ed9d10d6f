/** A whole number from 1 on as an address has it, such as that of an event; null when it is none. */
export function positiveNumberOf(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : null
}
