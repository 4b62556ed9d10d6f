import type { Outcome } from '@daybook/core/model'
import { cx } from 'class-variance-authority'
import { Check, CircleX, type LucideIcon, ShieldX } from 'lucide-react'

const looks: Record<Outcome, { word: string; Icon: LucideIcon; className: string }> = {
  success: { word: 'Success', Icon: Check, className: 'text-muted-foreground' },
  failure: { word: 'Failed', Icon: CircleX, className: 'font-medium text-destructive' },
  denied: { word: 'Denied', Icon: ShieldX, className: 'font-medium text-destructive' },
}

export const outcomeWords: Record<Outcome, string> = {
  success: looks.success.word,
  failure: looks.failure.word,
  denied: looks.denied.word,
}

/** Success is quiet: what went wrong is what a reader looks for. */
export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { word, Icon, className } = looks[outcome]
  return (
    <span className={cx('whitespace-nowrap', className)}>
      <Icon aria-hidden="true" className="mr-1 inline size-3.5 align-[-0.17em]" />
      {word}
    </span>
  )
}
