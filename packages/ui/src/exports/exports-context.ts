import type { FieldLevel } from '@daybook/api/shared'
import type { EventFilter } from '@daybook/core/query'
import { type ComponentType, createContext, useContext, useSyncExternalStore } from 'react'
import type { Names } from '../activity-log/filters/chip-words.ts'
import type { FollowedExports, Follower } from './follower.ts'

/** What is to be exported, as the dialog begins with it. */
export interface ExportRequest {
  filter: EventFilter
  /** The look at the log that it is asked from, so that the count is not recorded as another. */
  view?: string | undefined
  /** Of people that the filter names by key. */
  names?: Names | undefined
  format?: 'csv' | 'ndjson' | undefined
}

/** Whom the files are for. */
export interface ExportReader {
  /** What a file may hold: with the technical evidence or without. */
  level: FieldLevel
  /** IANA name. */
  zone: string
  /** When the server rendered, ISO 8601. */
  now: string
  /** Who may see what is left out, in words: `Client Admins`. */
  evidenceReaders: string
  /** Where the list of exports is. */
  href: string
}

export interface Exports {
  reader: ExportReader
  /** Null until it is fetched: when something was asked for, or is remembered. */
  follower: Follower | null
  open: (request: ExportRequest) => void
  /** Fetches the dialog ahead of time. */
  preload: () => void
  /** Shows what is followed; null while it is not loaded. */
  Tray: ComponentType | null
}

export const ExportsContext = createContext<Exports | null>(null)

/** Null where nobody may export. */
export function useExports(): Exports | null {
  return useContext(ExportsContext)
}

const none: FollowedExports = []
const noSubscription = () => () => {}

export function useFollowed(follower: Follower | null): FollowedExports {
  return useSyncExternalStore(follower?.subscribe ?? noSubscription, follower?.read ?? (() => none), () => none)
}

/**
 * The export dialog, for whatever has something to export; null where nobody may. Bind `open` to a button, and to
 * `Shift E`.
 */
export function useExportDialog(): Pick<Exports, 'open' | 'preload'> | null {
  return useExports()
}
