import { redactedMark } from '@daybook/core/model'
import { Fragment, useState } from 'react'
import { Visible } from '../../text/visible.tsx'
import { countWords } from '../../time/words.ts'
import { isMoment, ZonedMoment } from '../../time/zoned-moment.tsx'
import { Secret } from '../absence.tsx'

export interface ScalarValueProps {
  value: null | boolean | number | string
  /** As a machine would write it (`true`), not as a person would say it (`On`). */
  literal?: boolean
}

export function ScalarValue({ value, literal = false }: ScalarValueProps) {
  if (value === null) return <Nothing word={literal ? 'null' : 'empty'} />
  if (typeof value === 'boolean') return literal ? <span>{String(value)}</span> : <span>{value ? 'On' : 'Off'}</span>
  if (typeof value === 'number') return <span className="tabular-nums">{String(value)}</span>
  if (value === '') return <Nothing word="empty text" />
  if (!literal && isMoment(value)) return <ZonedMoment at={value} />
  return <LongText text={value} />
}

function Nothing({ word }: { word: string }) {
  return <span className="text-muted-foreground italic">{word}</span>
}

const shortLength = 600

/** A text of any length: its beginning, and the rest when asked for. */
export function LongText({ text }: { text: string }) {
  const [whole, setWhole] = useState(false)
  const shown = whole ? text.length : shortLength
  return (
    <>
      <TextWithSecrets text={text} limit={shown} />
      {text.length > shown ? (
        <button type="button" onClick={() => setWhole(true)} className="ml-1 text-house underline underline-offset-2">
          Show all {countWords(text.length)} characters
        </button>
      ) : null}
    </>
  )
}

/** Secrets were cut out of the middle of texts, too. */
function TextWithSecrets({ text, limit }: { text: string; limit: number }) {
  const pieces = text.slice(0, limit + redactedMark.length).split(redactedMark)
  let offset = 0
  return pieces.map((piece, index) => {
    const key = offset
    offset += piece.length + redactedMark.length
    return (
      <Fragment key={key}>
        {index > 0 ? <Secret /> : null}
        {piece === '' ? null : <Visible text={piece} lines limit={limit} />}
      </Fragment>
    )
  })
}
