import { type FormEvent, useEffect, useState } from 'react'

/** A plain form sent once, however often its button is pressed; sent again after the browser came back to the page. */
export function useSubmitOnce() {
  const [pending, setPending] = useState(false)
  useEffect(() => {
    const onShow = () => setPending(false)
    window.addEventListener('pageshow', onShow)
    return () => window.removeEventListener('pageshow', onShow)
  }, [])
  const onSubmit = (event: FormEvent) => {
    if (pending) event.preventDefault()
    else setPending(true)
  }
  return { pending, onSubmit }
}
