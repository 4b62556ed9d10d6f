import { areaLabels, areas } from '@daybook/core/model'
import { Link } from '@remix-run/react'
import { Eye, EyeOff } from 'lucide-react'
import { buttonClass } from '../shell/button.tsx'
import type { LogFilter } from './use-log-filter.ts'

/** The business areas, one at a time. Links: they work without scripts, and can be kept. */
export function AreaPresets({ state }: { state: LogFilter }) {
  const { shown, hrefOf } = state
  const hidden = shown.access === 'hide'
  const Icon = hidden ? EyeOff : Eye
  return (
    <div className="presets no-print">
      <nav aria-label="Business areas" className="presets-row">
        <Preset to={hrefOf({ ...shown, area: undefined })} current={!shown.area} label="All" />
        {areas.map((area) => (
          <Preset
            key={area}
            to={hrefOf({ ...shown, area: shown.area === area ? undefined : area })}
            current={shown.area === area}
            label={areaLabels[area]}
          />
        ))}
      </nav>
      <Link
        to={hrefOf({ ...shown, access: hidden ? undefined : 'hide' })}
        preventScrollReset
        className={buttonClass({ look: 'quiet', size: 'small', className: 'max-md:hidden' })}
        title="Whether looks at the log itself are listed"
      >
        <Icon aria-hidden="true" />
        {hidden ? 'Show access events' : 'Hide access events'}
      </Link>
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
