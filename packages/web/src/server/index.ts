export { type RemixAppOptions, type RunningServer, serveRemixApp } from './serve-app.ts'
