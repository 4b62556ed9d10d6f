import type { EventInput, JsonObject } from '@daybook/core/model'

/** Where a record was read. */
export interface RecordPlace {
  /** Name of the file, without its folder. */
  file: string
  /** Which record of the file, from 0. */
  index: number
}

/** An event to record. Its id follows from its record, so that a record is one event however often it is read. */
export type ImportedEvent = EventInput & { id: string }

/** A kind of records that can be imported. */
export interface ImportFormat {
  /** The word on the command line. */
  name: string
  /** As people call it. */
  title: string
  /** @throws Error that says why the record cannot be an event. */
  map(raw: JsonObject, place: RecordPlace): ImportedEvent
  /** Something that lies among the records by right and is none: passed over, not rejected. */
  isNoRecord(raw: JsonObject): boolean
}
