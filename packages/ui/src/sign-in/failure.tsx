import { CircleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Callout } from '../shell/surface.tsx'
import { Visible } from '../text/visible.tsx'

/** The form is a plain one, so an error arrives with a whole page: what is wrong takes the focus, and is read out. */
export function Failure({ text }: { text: string | null }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (text) box.current?.focus()
  }, [text])
  return (
    <div ref={box} id="sign-in-error" role="alert" tabIndex={-1} className="outline-none">
      {text ? (
        <Callout look="danger" icon={<CircleAlert aria-hidden="true" />} className="mb-5">
          <Visible text={text} />
        </Callout>
      ) : null}
    </div>
  )
}
