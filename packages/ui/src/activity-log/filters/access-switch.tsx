import { Link } from '@remix-run/react'
import { useHydrated } from '../../shell/use-hydrated.ts'
import { useLogFilter } from './filter-context.tsx'

/** Whether looks at the log itself are listed. They are, unless somebody switches them off: nothing hides by itself. */
export function AccessSwitch() {
  const { shown, change, hrefOf } = useLogFilter()
  const hydrated = useHydrated()
  const on = shown.access !== 'hide'
  const access = on ? 'hide' : undefined
  const inside = (
    <>
      <span aria-hidden="true" className="switch" data-on={on ? '' : undefined} />
      Access events
    </>
  )
  if (!hydrated) {
    return (
      <Link to={hrefOf({ ...shown, access })} preventScrollReset className="filter-switch">
        {inside}
        <span className="sr-only">{on ? 'are shown. Hide them' : 'are hidden. Show them'}</span>
      </Link>
    )
  }
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      title="Looks at the log itself"
      className="filter-switch"
      onClick={() => change({ access })}
    >
      {inside}
    </button>
  )
}
