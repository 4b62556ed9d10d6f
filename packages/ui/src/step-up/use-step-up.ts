import { useState } from 'react'
import type { AskForStepUp, StepUp } from './step-up-link.ts'

/** Who waits for the answer; several calls refused at once wait for the same one. */
interface Asked {
  needs: StepUp
  answers: ((isConfirmed: boolean) => void)[]
}

/** Between the link, which asks, and the dialog, in which it is answered. */
export function useStepUp() {
  const [asked, setAsked] = useState<Asked | null>(null)
  // Made once, because the link is: it has to ask whichever page is there by then.
  const [ask] = useState<AskForStepUp>(
    () => (needs: StepUp) =>
      new Promise<boolean>((resolve) => {
        setAsked((before) => ({ needs, answers: [...(before?.answers ?? []), resolve] }))
      }),
  )
  const end = (isConfirmed: boolean) => {
    for (const answer of asked?.answers ?? []) answer(isConfirmed)
    setAsked(null)
  }
  return { ask, asked, end }
}
