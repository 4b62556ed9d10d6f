/** What is fetched when somebody exports: nothing of it belongs to the first load of a page. */
export { ExportDialog } from './export-dialog.tsx'
export { exportSource } from './export-source.ts'
export { ExportTray } from './export-tray.tsx'
export { createFollower } from './follower.ts'
