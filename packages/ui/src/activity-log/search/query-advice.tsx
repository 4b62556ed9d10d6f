import { CircleAlert } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { useHydrated } from '../../shell/use-hydrated.ts'
import type { Advice } from './read-text.ts'

interface QueryAdviceProps {
  id: string
  advice: Advice[]
  /** Something else is asked, and counts. */
  rest: boolean
  onFix: (text: string) => void
}

/** What is wrong with the query, in words, with what can be done about it. The rest of the query counts meanwhile. */
export function QueryAdvice({ id, advice, rest, onFix }: QueryAdviceProps) {
  const hydrated = useHydrated()
  return (
    <div id={id} role="status" className="query-advice" hidden={advice.length === 0}>
      {advice.map(({ message, fixes }) => (
        <div key={message} className="query-advice-line">
          <CircleAlert aria-hidden="true" />
          <p className="query-advice-text">
            <bdi>{message}</bdi>
            {hydrated
              ? fixes.map((fix) => (
                  <button
                    key={fix.label}
                    type="button"
                    className={buttonClass({ look: 'plain', size: 'tiny' })}
                    onClick={() => onFix(fix.text)}
                  >
                    {fix.label}
                  </button>
                ))
              : null}
          </p>
        </div>
      ))}
      {advice.length > 0 && rest ? <p className="query-advice-rest">The rest of the search applies.</p> : null}
    </div>
  )
}
