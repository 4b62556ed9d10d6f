import { ExportRow } from './export-row.tsx'
import type { Followed } from './follower.ts'

export interface ExportsTableProps {
  rows: Followed[]
  everybodys: boolean
  zone: string
  now: Date
  logHref: string
}

export function ExportsTable({ rows, everybodys, zone, now, logHref }: ExportsTableProps) {
  return (
    <div className="exports">
      <table className="exports-table">
        <caption className="sr-only">
          {everybodys ? 'Exports of everybody' : 'Your exports'}, newest first. Times in {zone.replaceAll('_', ' ')}.
        </caption>
        <thead>
          <tr className="exports-head">
            <th scope="col">Requested</th>
            <th scope="col">Events</th>
            <th scope="col">File</th>
            <th scope="col">Status</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((followed) => (
            <ExportRow key={followed.view.id} followed={followed} zone={zone} now={now} logHref={logHref} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
