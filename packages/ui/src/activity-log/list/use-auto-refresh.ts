import { useCallback, useEffect, useRef, useState } from 'react'
import { refreshStep } from './refresh-clock.ts'

export type RefreshState = 'off' | 'on' | 'offline' | 'idle' | 'failing'

export interface AutoRefresh {
  state: RefreshState
  /** After a pause for want of input. */
  resume: () => void
}

const lookEvery = 1000
const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Calls `ask` every 30 seconds while somebody is there to see what it brings. */
export function useAutoRefresh(enabled: boolean, ask: () => Promise<unknown>): AutoRefresh {
  const [state, setState] = useState<RefreshState>(enabled ? 'on' : 'off')
  const latestAsk = useRef(ask)
  latestAsk.current = ask
  const clock = useRef({ lastAsked: 0, lastInput: 0, asking: false, failing: false })

  useEffect(() => {
    if (!enabled) {
      setState('off')
      return
    }
    const facts = clock.current
    facts.lastAsked = performance.now()
    facts.lastInput = performance.now()
    setState('on')
    let idle = false

    const onInput = () => {
      if (!idle) facts.lastInput = performance.now()
    }
    const look = async () => {
      const now = performance.now()
      const step = refreshStep({ ...facts, now, hidden: document.hidden, online: navigator.onLine })
      idle = step === 'idle'
      if (step === 'idle' || step === 'offline') setState(step)
      else setState(facts.failing ? 'failing' : 'on')
      if (step !== 'ask') return
      facts.asking = true
      facts.lastAsked = now
      facts.failing = await latestAsk.current().then(
        () => false,
        () => true,
      )
      facts.asking = false
    }

    const timer = setInterval(() => void look(), lookEvery)
    const onSight = () => void look()
    document.addEventListener('visibilitychange', onSight)
    for (const name of inputs) window.addEventListener(name, onInput, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', onSight)
      for (const name of inputs) window.removeEventListener(name, onInput, { capture: true })
    }
  }, [enabled])

  const resume = useCallback(() => {
    clock.current.lastInput = performance.now()
    clock.current.lastAsked = Number.NEGATIVE_INFINITY
    setState('on')
  }, [])
  return { state, resume }
}
