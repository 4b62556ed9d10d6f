import type { SentencePart } from '@daybook/core/model'
import { Visible } from '../text/visible.tsx'

/** The event, told. People and things stand out from the words between them. */
export function Sentence({ parts, limit = 160 }: { parts: SentencePart[]; limit?: number }) {
  return parts.map((part, index) =>
    part.kind === 'text' ? (
      <Visible key={`${index}-text`} text={part.text} limit={limit} />
    ) : (
      <span key={`${index}-${part.kind}`} className="font-medium text-foreground">
        <Visible text={part.text} limit={limit} />
      </span>
    ),
  )
}
