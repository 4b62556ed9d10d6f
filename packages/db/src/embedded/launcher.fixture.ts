import { startEmbedded } from './start.ts'

/** A process of its own that starts a server and stays: what a test kills, or runs as somebody else. */
const { url, stop, ...server } = await startEmbedded({
  ...JSON.parse(process.argv[2] ?? '{}'),
  log: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${JSON.stringify({ ...server, address: url() })}\n`)
process.on('message', () => void stop().then(() => process.exit(0)))
setInterval(() => {}, 60_000)
