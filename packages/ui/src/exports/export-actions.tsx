import type { ExportView } from '@daybook/api/shared'
import { filterFromSearch } from '@daybook/core/query'
import { ArrowDownToLine } from 'lucide-react'
import { Button, buttonClass } from '../shell/button.tsx'
import { downloadHref } from './download-href.ts'
import { describeExportFailure } from './export-failure.ts'
import { isActive } from './export-phase.ts'
import { useExports } from './exports-context.ts'
import { useCancelExport } from './use-cancel-export.ts'

/** What its owner can do with an export; nobody else can do anything. */
export function ExportActions({ view }: { view: ExportView }) {
  const exports = useExports()
  const cancel = useCancelExport()
  if (!view.own) return null
  const name = <span className="sr-only"> {view.fileName}</span>

  if (isActive(view))
    return (
      <>
        <Button
          size="small"
          disabled={view.cancelling || cancel.isPending}
          onClick={() => cancel.mutate({ id: view.id })}
        >
          Cancel{name}
        </Button>
        {cancel.error ? (
          <p role="alert" className="w-full text-destructive text-meta">
            {describeExportFailure(cancel.error).text}
          </p>
        ) : null}
      </>
    )
  return (
    <>
      {view.status === 'ready' ? (
        <a href={downloadHref(view.id)} className={buttonClass({ size: 'small' })}>
          <ArrowDownToLine aria-hidden="true" />
          Download{name}
        </a>
      ) : null}
      {exports ? (
        <Button
          size="small"
          look="quiet"
          className="x-again"
          onPointerEnter={exports.preload}
          onClick={() => exports.open({ filter: filterOf(view), format: view.format })}
        >
          Again{name}
        </Button>
      ) : null}
    </>
  )
}

function filterOf({ search }: ExportView) {
  return filterFromSearch(new URLSearchParams(search)).filter
}
