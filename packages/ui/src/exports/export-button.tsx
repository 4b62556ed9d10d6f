import { ArrowDownToLine } from 'lucide-react'
import { Button, type ButtonProps } from '../shell/button.tsx'
import { type ExportRequest, useExportDialog } from './exports-context.ts'

interface ExportButtonProps extends Pick<ButtonProps, 'size' | 'look'> {
  request: ExportRequest
}

/** Opens the export dialog for what is on screen. Not there for those who may not export. */
export function ExportButton({ request, ...look }: ExportButtonProps) {
  const dialog = useExportDialog()
  if (!dialog) return null
  return (
    <Button
      {...look}
      aria-keyshortcuts="Shift+E"
      title="Export (Shift E)"
      onPointerEnter={dialog.preload}
      onFocus={dialog.preload}
      onClick={() => dialog.open(request)}
    >
      <ArrowDownToLine aria-hidden="true" />
      Export
    </Button>
  )
}
