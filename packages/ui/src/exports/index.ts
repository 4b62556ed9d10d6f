/**
 * Copies of the log as files, as every app mounts them: the dialog that asks for one, the sign in the shell's bar that
 * tells how far it is, and the page that lists them. What a file holds is decided by the server.
 */
export { type ExportRequest, useExportDialog } from './exports-context.ts'
export { ExportsPage, type ExportsPageProps } from './exports-page.tsx'
export { ExportStatus, ExportsProvider, type ExportsProviderProps } from './exports-provider.tsx'
