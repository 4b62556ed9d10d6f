import type { FocusEvent, KeyboardEvent } from 'react'
import { CopyButton } from '../shell/copy-button.tsx'
import { ExactMoment, type MomentProps } from './moment.tsx'
import { offsetWords, preciseTime, relativeWords, shortDate } from './words.ts'
import { zonedTime } from './zoned.ts'

/**
 * A moment which, when pointed at or focused, says itself in every other way there is, each to be copied. The card
 * needs no script to appear; Escape puts it away.
 */
export function MomentCard({ at, zone, now }: MomentProps & { now: Date }) {
  const instant = new Date(at)
  if (Number.isNaN(instant.getTime())) return <span>{at}</span>
  const time = zonedTime(instant, zone)
  const lines = [
    [zone.replaceAll('_', ' '), `${shortDate(time)}, ${preciseTime(time)} ${offsetWords(time.offset)}`],
    ['UTC', instant.toISOString()],
    ['Relative', relativeWords(instant, now)],
    ['Epoch', `${instant.getTime()} ms`],
  ] as const
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears what its button and its copies do.
    <span className="moment" onKeyDown={dismiss} onBlur={welcome} onMouseLeave={(event) => allow(event.currentTarget)}>
      <button type="button" className="moment-button">
        <ExactMoment at={at} zone={zone} now={now} />
      </button>
      <span className="moment-card no-print">
        {lines.map(([name, words]) => (
          <span key={name} className="moment-line">
            <span className="text-muted-foreground">{name}</span>
            <span className="tabular-nums">{words}</span>
            <CopyButton
              text={() => words.replace(/ ms$/, '')}
              label={`Copy ${name === 'Epoch' ? 'milliseconds' : name}`}
              iconOnly
              size="tiny"
            />
          </span>
        ))}
      </span>
    </span>
  )
}

function dismiss(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Escape' || event.currentTarget.dataset.dismissed !== undefined) return
  event.currentTarget.dataset.dismissed = ''
  event.stopPropagation()
  event.nativeEvent.stopImmediatePropagation()
}

function welcome(event: FocusEvent<HTMLElement>) {
  if (!event.currentTarget.contains(event.relatedTarget)) allow(event.currentTarget)
}

function allow(element: HTMLElement) {
  delete element.dataset.dismissed
}
