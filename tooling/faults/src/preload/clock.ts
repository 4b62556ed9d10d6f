/**
 * Loaded into a recorder whose clock is to be wrong: its wall clock is off by as many milliseconds as it is told over
 * its channel. Durations are measured with another clock, and stay right, as they do when a real clock is set.
 */
const RealDate = Date
let offMs = 0

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given: unknown[], newTarget: NewableFunction) =>
    Reflect.construct(target, given.length === 0 ? [RealDate.now() + offMs] : given, newTarget),
  apply: () => new RealDate(RealDate.now() + offMs).toString(),
  get: (target, name) => (name === 'now' ? () => RealDate.now() + offMs : Reflect.get(target, name)),
})

process.on('message', (message: unknown) => {
  if (typeof message !== 'object' || message === null || !('clockOffMs' in message)) return
  offMs = Number(message.clockOffMs)
  process.send?.({ clockOffMs: offMs })
})
process.channel?.unref()
