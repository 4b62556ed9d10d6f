import { Funnel, FunnelX } from 'lucide-react'

export const onlyIcon = 'value-only'
export const outIcon = 'value-out'

/** A page has hundreds of these: each points to one drawing. */
export function ValueActionIcon({ name }: { name: string }) {
  return (
    <svg aria-hidden="true">
      <use href={`#${name}`} />
    </svg>
  )
}

/** The drawings, once per page. */
export function ValueActionIcons() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <symbol id={onlyIcon} viewBox="0 0 24 24">
        <Funnel />
      </symbol>
      <symbol id={outIcon} viewBox="0 0 24 24">
        <FunnelX />
      </symbol>
    </svg>
  )
}
