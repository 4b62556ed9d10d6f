import type { FieldLevel } from '@daybook/api/shared'
import { queryKeyNames, queryKeys } from '@daybook/core/query'
import { CircleHelp } from 'lucide-react'
import { Disclosure } from '../../shell/disclosure.tsx'

const examples = [
  ['spring sale', 'both words, anywhere in the event'],
  ['"spring sale"', 'the words together'],
  ['actor:maria', 'by people whose name or e-mail holds it'],
  ['action:campaign.*', 'all actions that begin so'],
  ['operation:create,delete', 'one or the other'],
  ['-outcome:success', 'not this: a minus leaves out'],
  ['number:100..200', 'a range'],
] as const

const evidenceExample = ['ip:203.0.113.0/24', 'from a network'] as const

/** How to write a query. */
export function SyntaxHelp({ level }: { level: FieldLevel }) {
  const shown = level === 'evidence' ? [...examples, evidenceExample] : examples
  const keys = queryKeyNames.filter((key) => level === 'evidence' || queryKeys[key].level === 'log')
  return (
    <Disclosure
      name="filters"
      className="syntax-help"
      labelClass="keyword-clear"
      panelClass="filter-panel syntax-help-panel"
      label={
        <>
          <CircleHelp aria-hidden="true" />
          <span className="sr-only">How to search</span>
        </>
      }
    >
      <div className="p-4">
        <h2 className="font-semibold text-table">How to search</h2>
        <dl className="syntax-help-list">
          {shown.map(([example, meaning]) => (
            <div key={example}>
              <dt>
                <code>{example}</code>
              </dt>
              <dd>{meaning}</dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-meta text-muted-foreground">All that is asked must hold. The keys:</p>
        <p className="mt-1 flex flex-wrap gap-1">
          {keys.map((key) => (
            <code key={key} className="syntax-help-key" title={queryKeys[key].label}>
              {key}
            </code>
          ))}
        </p>
      </div>
    </Disclosure>
  )
}
