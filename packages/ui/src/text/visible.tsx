import { clipText, textRuns } from './hidden-characters.ts'

export interface VisibleProps {
  text: string
  /** Keep line breaks as line breaks. */
  lines?: boolean
  /** At most so many characters; the rest becomes an ellipsis. */
  limit?: number
}

/**
 * Text that somebody else wrote: isolated from the direction of what surrounds it, with everything invisible made
 * visible. Every text of an event goes through here.
 */
export function Visible({ text, lines = false, limit = 2000 }: VisibleProps) {
  const { text: shown, clipped } = clipText(text, limit)
  const runs = textRuns(shown, { lines })
  let offset = 0
  return (
    <bdi className={lines ? 'whitespace-pre-wrap wrap-anywhere' : 'wrap-anywhere'}>
      {runs.map((run) => {
        const key = offset
        offset += run.text.length
        return run.kind === 'plain' ? run.text : <HiddenCharacter key={key} sign={run.sign} name={run.name} />
      })}
      {clipped ? '…' : null}
    </bdi>
  )
}

function HiddenCharacter({ sign, name }: { sign: string; name: string }) {
  return (
    <span
      title={name}
      className="mx-px rounded-[3px] border border-warning-border bg-warning-tint px-[3px] font-mono text-[0.8em] text-warning"
    >
      {sign}
    </span>
  )
}
