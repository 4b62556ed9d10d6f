import { Fragment } from 'react'
import { clipText, visibleText } from '../text/hidden-characters.ts'
import { Visible } from '../text/visible.tsx'

/** `campaign.updated`, which may break after its dots and underscores and nowhere else. */
export function ActionName({ action }: { action: string }) {
  const pieces = clipText(action, 100).text.split(/(?<=[._])/)
  return (
    <code title={visibleText(action)}>
      {pieces.map((piece, index) => (
        <Fragment key={`${index}-${piece}`}>
          {index > 0 ? <wbr /> : null}
          <Visible text={piece} />
        </Fragment>
      ))}
    </code>
  )
}
