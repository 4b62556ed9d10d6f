import type { ExportView } from '@daybook/api/shared'

export type ExportFormat = ExportView['format']

const formats: { value: ExportFormat; title: string; line: string }[] = [
  {
    value: 'csv',
    title: 'CSV',
    line: 'One row per event, for Excel, Numbers and LibreOffice. No cell can start a formula.',
  },
  {
    value: 'ndjson',
    title: 'NDJSON',
    line: 'One JSON object per line, nested values as they are, for scripts and other systems.',
  },
]

interface FormatChoiceProps {
  format: ExportFormat
  onChange: (format: ExportFormat) => void
}

export function FormatChoice({ format, onChange }: FormatChoiceProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1.5 font-medium text-table">Format</legend>
      <div className="grid gap-2 sm:grid-cols-2">
        {formats.map(({ value, title, line }) => (
          <label key={value} className="export-format">
            <input
              type="radio"
              name="format"
              value={value}
              checked={format === value}
              onChange={() => onChange(value)}
              aria-describedby={`format-${value}`}
            />
            <span className="font-medium">{title}</span>
            <span id={`format-${value}`} className="export-format-line">
              {line}
            </span>
          </label>
        ))}
      </div>
      <p className="text-meta text-muted-foreground">
        In a ZIP, with values before and after each change, and a manifest of filter, counts and hashes.
      </p>
    </fieldset>
  )
}
