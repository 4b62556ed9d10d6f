import { type Sort, sortDefault, sortKeys } from '@daybook/core/query'
import { Link, useLocation, useSearchParams } from '@remix-run/react'
import { ArrowDown, ArrowUp, Columns3 } from 'lucide-react'
import { buttonClass } from '../../shell/button.tsx'
import { Disclosure } from '../../shell/disclosure.tsx'
import { columnLabels, columnsDefault, densities, logColumns, movedColumn, withColumn } from './columns.ts'
import type { Layout } from './use-layout.ts'
import { directionOf, nextSort, sortAddress } from './view-address.ts'

interface ViewMenuProps {
  layout: Layout
  sort: Sort
  /** Whether addresses can be sorted by. */
  addresses: boolean
}

/**
 * Which columns, in which order, how close together; and the order of the rows, for screens without headings. A form of
 * the platform's own kind: without scripts it is sent with a button.
 */
export function ViewMenu({ layout, sort, addresses }: ViewMenuProps) {
  const [search] = useSearchParams()
  const { pathname } = useLocation()
  const { columns, density, choose } = layout
  return (
    <Disclosure
      name="log-view"
      label={
        <>
          <Columns3 aria-hidden="true" />
          <span className="max-md:sr-only">View</span>
        </>
      }
      labelClass={buttonClass({ look: 'quiet', size: 'small' })}
      panelClass="view-panel"
    >
      <form method="get" action={pathname}>
        {[...search]
          .filter(([key]) => key !== 'cols' && key !== 'density')
          .map(([key, value]) => (
            <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
          ))}
        <fieldset className="max-md:hidden">
          <legend className="group-title">Columns</legend>
          <ul>
            {[...columns, ...logColumns.filter((column) => !columns.includes(column))].map((column) => {
              const place = columns.indexOf(column)
              return (
                <li key={column} className="view-column">
                  <label className="view-choice">
                    <input
                      type="checkbox"
                      name="cols"
                      value={column}
                      checked={place !== -1}
                      disabled={column === 'text'}
                      onChange={(event) =>
                        choose({ columns: withColumn(columns, column, event.currentTarget.checked) })
                      }
                    />
                    {column === 'row' ? 'Row number' : columnLabels[column]}
                  </label>
                  {place === -1 ? null : (
                    <>
                      <button
                        type="button"
                        className="view-move"
                        aria-label={`Move ${columnLabels[column]} to the left`}
                        title="To the left"
                        aria-disabled={place === 0}
                        onClick={() => choose({ columns: movedColumn(columns, column, -1) })}
                      >
                        <ArrowUp aria-hidden="true" />
                      </button>
                      <button
                        type="button"
                        className="view-move"
                        aria-label={`Move ${columnLabels[column]} to the right`}
                        title="To the right"
                        aria-disabled={place === columns.length - 1}
                        onClick={() => choose({ columns: movedColumn(columns, column, 1) })}
                      >
                        <ArrowDown aria-hidden="true" />
                      </button>
                    </>
                  )}
                </li>
              )
            })}
          </ul>
        </fieldset>
        <fieldset className="mt-3 max-md:hidden">
          <legend className="group-title">Rows</legend>
          <div className="flex gap-4">
            {densities.map((choice) => (
              <label key={choice} className="view-choice">
                <input
                  type="radio"
                  name="density"
                  value={choice}
                  checked={density === choice}
                  onChange={() => choose({ density: choice })}
                />
                {choice === 'compact' ? 'Compact' : 'Comfortable'}
              </label>
            ))}
          </div>
        </fieldset>
        <noscript>
          <button type="submit" className={buttonClass({ size: 'small', className: 'mt-2' })}>
            Show these columns
          </button>
        </noscript>
      </form>
      <h3 className="group-title mt-3 max-md:mt-0">Sort by</h3>
      <ul className="grid grid-cols-2 gap-x-2">
        {sortKeys
          .filter((key) => key !== 'ip' || addresses)
          .map((key) => {
            const direction = directionOf(sort, key)
            const Arrow = direction === 'ascending' ? ArrowUp : ArrowDown
            return (
              <li key={key}>
                <Link
                  to={sortAddress(search, nextSort(sort, key))}
                  preventScrollReset
                  aria-current={direction === 'none' ? undefined : 'true'}
                  className="view-sort"
                >
                  {columnLabels[key]}
                  {direction === 'none' ? null : (
                    <>
                      <Arrow aria-hidden="true" />
                      <span className="sr-only">{direction}</span>
                    </>
                  )}
                </Link>
              </li>
            )
          })}
      </ul>
      <p className="mt-2 flex justify-between gap-2 border-border border-t pt-2">
        <button
          type="button"
          className={buttonClass({ look: 'quiet', size: 'small', className: 'max-md:hidden' })}
          onClick={() => choose({ columns: [...columnsDefault], density: 'comfortable' })}
        >
          Usual columns
        </button>
        {sort === sortDefault ? null : (
          <Link
            to={sortAddress(search, sortDefault)}
            preventScrollReset
            className={buttonClass({ look: 'quiet', size: 'small' })}
          >
            Newest first
          </Link>
        )}
      </p>
    </Disclosure>
  )
}
