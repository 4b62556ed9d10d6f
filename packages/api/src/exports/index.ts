/**
 * What the recorder needs to write what somebody asked to export: whether they may, what it means, and what they see.
 * The rules of the page, and no others.
 */

export type { Presentation } from '../audit/present.ts'
export { questionOf } from '../audit/question.ts'
export { type Exporter, readExporter } from './exporter.ts'
export { type ExportedEvent, presentationOf, presentExported } from './present-export.ts'
