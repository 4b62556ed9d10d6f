import { isPortFree } from '@daybook/db/embedded'
import { type Config, processNames } from '@daybook/runtime'
import { exitCodeConfig, refusal } from '../failure.ts'

/** Refuses a start whose ports are taken, before anything else has been started. */
export async function refuseTakenPorts({ host, processes }: Config): Promise<void> {
  for (const name of processNames) {
    const { port } = processes[name]
    if (await isPortFree(port, host)) continue

    const variable = `DAYBOOK_${name.toUpperCase()}_PORT`
    throw refusal(
      `Port ${port} (${name}) is in use by another program: stop that one, or choose another port, ` +
        `for example ${variable}=${port + 100}.`,
      exitCodeConfig,
    )
  }
}
