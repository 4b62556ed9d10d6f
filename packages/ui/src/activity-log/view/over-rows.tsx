import { ArrowUp } from 'lucide-react'
import { plural } from '../../time/words.ts'
import { Failure } from '../failure.tsx'
import type { LogScreen } from '../use-log-screen.ts'
import { SlowSearch } from './slow-search.tsx'

/** What lies over the rows for a while: events that arrived, and a search that takes long. */
export function OverRows({ screen }: { screen: LogScreen }) {
  const { list, loaded, busy, cancel, showWaiting } = screen
  const waiting = list?.waiting.length ?? 0
  return (
    <>
      {loaded.failed?.what === 'again' ? (
        <Failure error={loaded.failed.error} what="The events" onRetry={loaded.readAgain} />
      ) : null}
      <div className="pill-place no-print">
        {busy ? (
          <div className="over-rows">
            <SlowSearch onCancel={cancel} />
          </div>
        ) : null}
        {waiting > 0 && !busy ? (
          <button type="button" onClick={showWaiting} className="pill">
            <ArrowUp aria-hidden="true" />
            {plural(waiting, 'new event')}
          </button>
        ) : null}
      </div>
    </>
  )
}
