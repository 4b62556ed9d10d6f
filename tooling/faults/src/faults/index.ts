import type { Fault } from '../fault.ts'
import { cutConnections } from './cut-connections.ts'
import { fillDisk } from './fill-disk.ts'
import { holdAllLogs } from './hold-all-logs.ts'
import { holdOneLog } from './hold-one-log.ts'
import { killDatabase } from './kill-database.ts'
import { killRecorder } from './kill-recorder.ts'
import { overload } from './overload.ts'
import { rollingRestart } from './rolling-restart.ts'
import { terminateBackends } from './terminate-backends.ts'
import { wrongClock } from './wrong-clock.ts'

/** All faults that the recorder has to survive, in the order they strike. */
export const faults: readonly Fault[] = [
  ...[killRecorder, killDatabase, terminateBackends, fillDisk, cutConnections, holdAllLogs, holdOneLog, wrongClock],
  ...[rollingRestart, overload],
]
