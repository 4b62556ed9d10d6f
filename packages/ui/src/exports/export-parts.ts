/** What is fetched when somebody exports: nothing of it belongs to the first load of a page. */
export { ExportDialog } from './export-dialog.tsx'
export { ExportTray } from './export-tray.tsx'
