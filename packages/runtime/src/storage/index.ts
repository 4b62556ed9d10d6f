/** Files that outlive a request. Without the logger and the metrics, so that an application bundle can import it. */
export * from './storage.ts'
