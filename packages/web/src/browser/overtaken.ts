/**
 * A page that is asked for while another one is still on its way takes its place, and what was being read of that one
 * is given up. The router knows; but its reader of the stream reports the end as if nobody had wanted it. This keeps it
 * out of the console, where it would stand for a fault.
 */
export function ignoreOvertaken(target: Pick<EventTarget, 'addEventListener'>): void {
  target.addEventListener('unhandledrejection', (event) => {
    const reason: unknown = 'reason' in event ? event.reason : null
    if (reason instanceof Error && reason.name === 'AbortError') event.preventDefault()
  })
}
