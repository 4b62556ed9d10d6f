/**
 * What the recorder needs to write what somebody asked to export: whether they may, what it means, and what they see.
 * The rules of the page, and no others.
 */
export { questionOf } from '../audit/question.ts'
export { type Exporter, readExporter } from './exporter.ts'
export { type ExportedEvent, presentExported } from './present-export.ts'
