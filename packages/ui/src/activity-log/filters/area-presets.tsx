import { areaLabels, areas } from '@daybook/core/model'
import { valuesOf, withoutKey } from '@daybook/core/query'
import { Link } from '@remix-run/react'
import { AccessSwitch } from './access-switch.tsx'
import { useLogFilter } from './filter-context.tsx'
import { onlyValue } from './query-change.ts'

/** The business areas, one at a time. Each is a query, and a link: it works without scripts, and can be kept. */
export function AreaPresets() {
  const { query, hrefAsking } = useLogFilter()
  const chosen = valuesOf(query, 'area')
  const all = hrefAsking(withoutKey(query, 'area'))
  return (
    <div className="presets no-print">
      <nav aria-label="Business areas" className="presets-row">
        <Preset to={all} current={chosen.length === 0} label="All" />
        {areas.map((area) => {
          const current = chosen.includes(area)
          const alone = current && chosen.length === 1
          return (
            <Preset
              key={area}
              to={alone ? all : hrefAsking(onlyValue(query, 'area', area))}
              current={current}
              label={areaLabels[area]}
            />
          )
        })}
      </nav>
      <AccessSwitch />
    </div>
  )
}

function Preset({ to, current, label }: { to: string; current: boolean; label: string }) {
  return (
    <Link to={to} preventScrollReset aria-current={current ? 'true' : undefined} className="preset">
      {label}
    </Link>
  )
}
